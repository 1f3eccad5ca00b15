import type { Condition, OperationOutcome } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnnasPractice, type AnnasPractice } from '../../testing/annas-practice.ts';
import { patchType } from '../../testing/fhir-terms.ts';
import { doctor, otherDoctor } from '../../testing/make-facts.ts';
import { codeOf } from '../../testing/practice.ts';
import { stamp } from '../access/visibility.ts';

let practice: AnnasPractice;
let { anna, ask, post, makeDisease, count } = {} as AnnasPractice;
beforeAll(async () => {
  practice = await openAnnasPractice();
  ({ anna, ask, post, makeDisease, count } = practice);
});
afterAll(() => practice.close());

describe('a change', () => {
  it('is made once, however often it is sent (If-None-Exist)', async () => {
    const identifier = [{ system: 'urn:cabinet', value: 'c-1' }];
    const send = () =>
      post('/Condition', makeDisease('Asthme', { identifier }), { 'if-none-exist': 'identifier=urn:cabinet|c-1' });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.id).toBe(first.body.id);
  });

  it('finds for a conditional write only what the caller wrote', async () => {
    const identifier = [{ system: 'urn:cabinet', value: 'c-2' }];
    const criteria = { 'if-none-exist': 'identifier=urn:cabinet|c-2' };
    const first = await post('/Condition', makeDisease('Zona', { identifier }), criteria);
    const other = await ask<Condition>(otherDoctor, 'POST', '/Condition', {
      body: makeDisease('Zona', { identifier }),
      headers: criteria,
    });
    expect([other.status, other.body.id === first.body.id]).toEqual([201, false]);
  });

  it('is refused on a version that has passed, and changes nothing', async () => {
    const { body } = await post('/Condition', makeDisease('Otite'));
    const changed = { ...body, code: { text: 'Otite droite' } };
    const one = await ask(doctor, 'PUT', `/Condition/${body.id}`, { body: changed, headers: { 'if-match': 'W/"1"' } });
    expect(one.status).toBe(200);
    for (const method of ['PUT', 'DELETE'] as const) {
      const late = await ask(doctor, method, `/Condition/${body.id}`, {
        ...(method === 'PUT' ? { body: { ...body, code: { text: 'perdu' } } } : {}),
        headers: { 'if-match': 'W/"1"' },
      });
      expect([late.status, codeOf(late)]).toEqual([412, 'version-stale']);
    }
    const patch = [{ op: 'replace', path: '/code/text', value: 'perdu' }];
    expect(
      (
        await ask(doctor, 'PATCH', `/Condition/${body.id}`, {
          body: patch,
          headers: { ...patchType, 'if-match': 'W/"1"' },
        })
      ).status,
    ).toBe(412);
    expect((await ask<Condition>(doctor, 'GET', `/Condition/${body.id}`)).body.code?.text).toBe('Otite droite');
  });

  it('patches, and keeps what the patch does not name', async () => {
    const { body } = await post('/Condition', makeDisease('Otite', { note: [{ text: 'à revoir' }] }));
    const patch = [
      { op: 'test', path: '/code/text', value: 'Otite' },
      { op: 'replace', path: '/code/text', value: 'Otite aiguë' },
    ];
    const { status, body: after } = await ask<Condition>(doctor, 'PATCH', `/Condition/${body.id}`, {
      body: patch,
      headers: patchType,
    });
    expect([status, after.code?.text, after.note?.[0]?.text]).toEqual([200, 'Otite aiguë', 'à revoir']);
    const again = await ask(doctor, 'PATCH', `/Condition/${body.id}`, { body: patch, headers: patchType });
    expect([again.status, codeOf(again)]).toEqual([422, 'resource-invalid']);
  });

  it.each([
    ['another patient', [{ op: 'replace', path: '/subject/reference', value: 'Patient/nobody' }]],
    ['another id', [{ op: 'replace', path: '/id', value: 'x' }]],
    ['another type', [{ op: 'replace', path: '/resourceType', value: 'Patient' }]],
    ['everything', [{ op: 'replace', path: '', value: {} }]],
    ['a prototype', [{ op: 'add', path: '/__proto__/x', value: 1 }]],
    ['no operation', [{ op: 'explode', path: '/code' }]],
    ['no list', { op: 'add' }],
  ])('does not patch %s', async (_sentence, patch) => {
    const { body } = await post('/Condition', makeDisease('Otite'));
    const { status } = await ask(doctor, 'PATCH', `/Condition/${body.id}`, { body: patch, headers: patchType });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    const after = await ask<Condition>(doctor, 'GET', `/Condition/${body.id}`);
    expect([after.body.meta?.versionId, after.body.subject.reference]).toEqual(['1', `Patient/${anna}`]);
  });

  it('updates, patches and deletes by criteria the one resource that answers to them', async () => {
    const identifier = [{ system: 'urn:cabinet', value: 'c-3' }];
    const path = `/Condition?patient=${anna}&identifier=urn:cabinet|c-3`;
    const made = await ask<Condition>(doctor, 'PUT', path, { body: makeDisease('Grippe', { identifier }) });
    const again = await ask<Condition>(doctor, 'PUT', path, { body: makeDisease('Grippe A', { identifier }) });
    expect([made.status, again.status, again.body.id === made.body.id]).toEqual([201, 200, true]);
    const patch = [{ op: 'replace', path: '/code/text', value: 'Grippe B' }];
    expect((await ask(doctor, 'PATCH', path, { body: patch, headers: patchType })).status).toBe(200);
    await post('/Condition', makeDisease('Double', { identifier }));
    expect(codeOf(await ask(doctor, 'DELETE', path))).toBe('match-ambiguous');
    expect((await ask(doctor, 'DELETE', `${path}&_id=${made.body.id}`)).status).toBe(204);
    expect((await ask(doctor, 'DELETE', `/Condition?patient=${anna}`)).status).toBe(400);
  });

  it('deletes for good: gone for who could see it', async () => {
    const { body } = await post('/Condition', makeDisease('Erreur'));
    expect((await ask(doctor, 'DELETE', `/Condition/${body.id}`)).status).toBe(204);
    expect(codeOf(await ask(doctor, 'GET', `/Condition/${body.id}`))).toBe('resource-deleted');
    expect((await ask(doctor, 'GET', `/Condition/${body.id}/_history/1`)).status).toBe(410);
  });

  it('is the author’s alone: what the patient or a colleague wrote stays, and the reason is said', async () => {
    const theirs = await practice.fhir.create(stamp(makeDisease('saisi'), { hidden: false, secret: false }));
    const colleague = await ask<Condition>(otherDoctor, 'POST', '/Condition', { body: makeDisease('collègue') });
    for (const id of [theirs.id, colleague.body.id])
      for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
        const body = {
          PUT: { ...makeDisease('volé'), id },
          PATCH: [{ op: 'remove', path: '/code' }],
          DELETE: undefined,
        }[method];
        const refused = await ask(doctor, method, `/Condition/${id}`, {
          ...(body ? { body } : {}),
          headers: method === 'PATCH' ? patchType : {},
        });
        expect([method, refused.status, codeOf(refused)]).toEqual([method, 403, 'access-refused']);
        expect(refused.raw).toContain('not-author');
      }
  });

  it('answers as much as is wanted', async () => {
    const minimal = await post('/Condition', makeDisease('Toux'), { prefer: 'return=minimal' });
    expect([minimal.status, minimal.raw, minimal.headers['etag']]).toEqual([201, '', 'W/"1"']);
    const said = await post<OperationOutcome>('/Condition', makeDisease('Toux'), { prefer: 'return=OperationOutcome' });
    expect(said.body.resourceType).toBe('OperationOutcome');
  });

  it('takes neither our tags nor another author from outside', async () => {
    const claimed = stamp(makeDisease('Rhume', { recorder: { display: 'Dr House' } }), {
      hidden: false,
      secret: false,
      author: otherDoctor.rpps,
    });
    const { body } = await post('/Condition', claimed);
    expect(body.recorder?.display).toBe(doctor.name);
    const stored = await practice.fhir.read('Condition', body.id);
    expect(stored.meta?.tag?.map(({ code }) => code).sort()).toEqual([
      `author-${doctor.rpps}`,
      'kin',
      'open',
      'patient',
    ]);
  });

  it.each<[string, unknown, number, string]>([
    ['malformed JSON', '{"resourceType":', 400, 'json-malformed'],
    ['another type than the address', { resourceType: 'Observation' }, 422, 'resource-invalid'],
    ['a list', [], 422, 'resource-invalid'],
    ['null', null, 422, 'resource-invalid'],
    ['no patient', { resourceType: 'Condition' }, 422, 'patient-required'],
    ['a NUL', { resourceType: 'Condition', code: { text: 'a\u0000' } }, 422, 'resource-invalid'],
    ['half a character', { resourceType: 'Condition', code: { text: 'a\ud83d' } }, 422, 'resource-invalid'],
    [
      'meta that is none',
      { resourceType: 'Condition', meta: 7, subject: { reference: 'Patient/x' } },
      422,
      'resource-invalid',
    ],
  ])('is refused for %s, and changes nothing', async (_sentence, body, status, code) => {
    const before = await count('Condition');
    const refused = await post('/Condition', body);
    expect([refused.status, codeOf(refused as never)]).toEqual([status, code]);
    expect(refused.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(await count('Condition')).toBe(before);
  });

  it('is refused for what the FHIR server refuses, in its words but without its address', async () => {
    const refused = await post('/Condition', { ...makeDisease('x'), onsetDateTime: 'hier' });
    expect([refused.status, codeOf(refused as never)]).toEqual([422, 'resource-invalid']);
    expect((refused.body as unknown as OperationOutcome).issue.length).toBeGreaterThan(1);
    expect(refused.raw).not.toContain(practice.behind);
  });

  it('is refused where reference and INS name two patients, and taken where they name one', async () => {
    const before = await count('Condition');
    const about = (value: string, system = 'urn:oid:1.2.250.1.213.1.4.10'): Condition =>
      makeDisease('Zona', { subject: { reference: `Patient/${anna}`, identifier: { system, value } } });
    const refused = await post('/Condition', about('162018885045327'));
    expect([refused.status, codeOf(refused as never)]).toEqual([422, 'resource-invalid']);
    expect(refused.raw).toContain('deux patients');
    expect(await count('Condition')).toBe(before);
    for (const taken of [about('279035121518989'), about('8843', 'urn:oid:1.2.3.4')])
      expect((await post('/Condition', taken)).status).toBe(201);
  });

  it('is refused for what is nested without end', async () => {
    const deep = `${'{"extension":['.repeat(5000)}${']}'.repeat(5000)}`;
    const body = `{"resourceType":"Condition","subject":{"reference":"Patient/${anna}"},"code":${deep}}`;
    expect((await post('/Condition', body)).status).toBe(422);
  });

  it.each([
    '/Encounter',
    '/Condition/$everything',
    '/Patient/x/$everything',
    '/$meta',
    '/_history',
    '/Condition/_history',
    '/Patient/x/Condition',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await ask<OperationOutcome>(doctor, 'GET', path);
    expect([404, 405]).toContain(status);
    expect(body.resourceType).toBe('OperationOutcome');
  });
});
