import type { Bundle } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disease, openBeasRecord, report, same, secretWord, type BeasRecord } from '../../testing/beas-record.ts';
import { patchType } from '../../testing/fhir-terms.ts';
import { doctor, otherDoctor } from '../../testing/make-facts.ts';
import { base, codeOf } from '../../testing/practice.ts';

let practice: BeasRecord;
let { anna, bea, hers, ask, get, made } = {} as BeasRecord;
beforeAll(async () => {
  practice = await openBeasRecord();
  ({ anna, bea, hers, ask, get, made } = practice);
});
afterAll(() => practice.close());

describe('a record that the caller may not see', () => {
  it.each<[string, () => [string, unknown, Record<string, string>?]]>([
    ['PUT', () => ['PUT', { ...disease(anna, 'x'), id: hers.disease }]],
    ['PUT on what is hidden', () => ['PUT', { ...disease(anna, 'x'), id: hers.hidden }]],
    ['PATCH', () => ['PATCH', [{ op: 'test', path: '/code/text', value: secretWord }], patchType]],
    ['DELETE', () => ['DELETE', undefined]],
  ])('is not there for %s either, and stays as it is', async (_sentence, request) => {
    const [method, body, headers = {}] = request();
    const id = (body as { id?: string } | undefined)?.id ?? hers.disease;
    const none = '00000000-0000-4000-8000-000000000000';
    const send = (target: string, sent: unknown) =>
      ask(doctor, method as 'PUT', `/Condition/${target}`, { ...(sent ? { body: sent } : {}), headers });
    const refused = await send(id, body);
    expect(refused.status).toBe(404);
    same(refused, await send(none, method === 'PUT' ? { ...(body as object), id: none } : body));
    expect((await practice.fhir.read('Condition', id)).meta?.versionId).toBe('1');
  });

  it('cannot be taken over by an update that names another patient', async () => {
    const own = await made(doctor, disease(anna, 'mien'));
    const { status } = await ask(doctor, 'PUT', `/Condition/${own.id}`, {
      body: { ...own, subject: { reference: `Patient/${bea}` } },
    });
    expect(status).toBe(404);
    expect((await practice.fhir.read('Condition', own.id)).subject.reference).toBe(`Patient/${anna}`);
  });

  it.each<[string, () => string]>([
    ['her disease', () => `Condition/${hers.disease}`],
    ['her identity', () => `Patient/${bea}`],
    ['her document', () => `DocumentReference/${hers.report}`],
    ['what is hidden', () => `Condition/${hers.hidden}`],
    ['her bytes', () => `Binary/${hers.binary}`],
    ['the FHIR server’s address', () => `${practice.behind}/Condition/${hers.disease}`],
    ['our address', () => `${base}/Condition/${hers.disease}`],
    ['a version', () => `Condition/${hers.disease}/_history/1`],
    ['a condition', () => `Condition?code=${secretWord}`],
  ])('is not found out by a reference to %s', async (_sentence, reference) => {
    const refer = (to: string) =>
      ask(doctor, 'POST', '/Condition', {
        body: { ...disease(anna, 'x'), evidence: [{ detail: [{ reference: to }] }] },
      });
    const refused = await refer(reference());
    expect([refused.status, codeOf(refused)]).toEqual([422, 'reference-unknown']);
    const nothing = reference().replace(
      /(Condition|Patient|DocumentReference|Binary)\/[0-9a-f-]{36}/,
      '$1/00000000-0000-4000-8000-000000000000',
    );
    const unknown = await refer(nothing);
    expect(unknown.raw.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')).toBe(
      refused.raw.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ''),
    );
  });

  it('is not found out by a conditional write', async () => {
    const path = `/Condition?patient=${anna}&identifier=urn:i|${secretWord}-cache`;
    expect((await ask(doctor, 'DELETE', path)).status).toBe(404);
    const criteria = { 'if-none-exist': `identifier=urn:i|${secretWord}-cache` };
    const written = await ask(doctor, 'POST', '/Condition', {
      body: disease(anna, `${secretWord}-cache`),
      headers: criteria,
    });
    expect(written.status).toBe(201);
    const elsewhere = { 'if-none-exist': `patient=${bea}&identifier=urn:i|${secretWord}` };
    expect((await ask(doctor, 'POST', '/Condition', { body: disease(anna, 'neuf'), headers: elsewhere })).status).toBe(
      422,
    );
  });

  it('is not reached by batch or transaction', async () => {
    const entry = [
      { request: { method: 'GET', url: `Condition/${hers.disease}` } },
      { request: { method: 'GET', url: `Condition?patient=${bea}` } },
      { request: { method: 'GET', url: `Binary/${hers.binary}` } },
      { request: { method: 'DELETE', url: `Condition/${hers.disease}` } },
      { request: { method: 'GET', url: `${practice.behind}/Condition/${hers.disease}` } },
    ];
    const batch = await ask<Bundle>(doctor, 'POST', '/', { body: { resourceType: 'Bundle', type: 'batch', entry } });
    expect((batch.body.entry ?? []).map(({ response }) => response?.status)).toEqual([
      '404',
      '403',
      '404',
      '404',
      '405',
    ]);
    expect(batch.raw).not.toContain(secretWord);
    for (const one of entry) {
      const transaction = await ask(doctor, 'POST', '/', {
        body: { resourceType: 'Bundle', type: 'transaction', entry: [one] },
      });
      expect(transaction.status, one.request.url).toBeGreaterThanOrEqual(400);
      expect(transaction.raw).not.toContain(secretWord);
    }
    const theft = [
      {
        fullUrl: `Condition/${hers.disease}`,
        resource: { ...disease(anna, 'x'), id: hers.disease },
        request: { method: 'PUT', url: `Condition/${hers.disease}` },
      },
    ];
    expect(
      (await ask(doctor, 'POST', '/', { body: { resourceType: 'Bundle', type: 'transaction', entry: theft } })).status,
    ).toBe(404);
    expect((await practice.fhir.read('Condition', hers.disease)).meta?.versionId).toBe('1');
  });

  it('cannot be claimed as made here by the fullUrl of a transaction', async () => {
    const entry = [
      {
        fullUrl: `Condition/${hers.disease}`,
        resource: disease(anna, 'a'),
        request: { method: 'POST', url: 'Condition' },
      },
      {
        fullUrl: 'urn:uuid:1',
        resource: { ...disease(anna, 'b'), evidence: [{ detail: [{ reference: `Condition/${hers.disease}` }] }] },
        request: { method: 'POST', url: 'Condition' },
      },
    ];
    const { status } = await ask(doctor, 'POST', '/', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
    expect(status).toBe(422);
  });

  it('cannot have bytes pointed at: a document has its own', async () => {
    const own = await made(doctor, report(anna, 'mien'));
    const attachment = { ...own.content[0]?.attachment, url: `Binary/${hers.binary}` };
    const put = await ask(doctor, 'PUT', `/DocumentReference/${own.id}`, {
      body: { ...own, content: [{ attachment }] },
    });
    expect(put.status).toBe(422);
    const direct = await ask(doctor, 'POST', '/DocumentReference', {
      body: { ...report(anna, 'x'), content: [{ attachment: { url: `Binary/${hers.binary}` } }] },
    });
    expect(direct.status).toBe(422);
  });

  it('that was deleted is gone for who could see it, and was never there for others', async () => {
    const gone = await made(otherDoctor, disease(bea, 'passager'));
    await ask(otherDoctor, 'DELETE', `/Condition/${gone.id}`);
    expect((await ask(otherDoctor, 'GET', `/Condition/${gone.id}`)).status).toBe(410);
    const none = '00000000-0000-4000-8000-000000000000';
    for (const tail of ['', '/_history', '/_history/1'])
      same(await get(`/Condition/${gone.id}${tail}`), await get(`/Condition/${none}${tail}`));
    same(await ask(doctor, 'DELETE', `/Condition/${gone.id}`), await ask(doctor, 'DELETE', `/Condition/${none}`));
  });
});
