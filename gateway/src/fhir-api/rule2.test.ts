import type { Bundle, Condition, DocumentReference, Observation, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorising, doctor, otherDoctor, physiotherapist } from '../../testing/make-facts.ts';
import { base, codeOf, entriesOf, openPractice, type Heard, type Practice } from '../../testing/practice.ts';
import { stamp } from '../access/visibility.ts';

const [annasIns, beasIns] = ['279035121518989', '162018885045327'];
const secretWord = 'SECRETDEBEA';
const classes = 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument';
const patchType = { 'content-type': 'application/json-patch+json' };
let practice: Practice;
/** Anna authorised the doctor; Bea authorised the other doctor, and nobody else. */
let anna: string;
let bea: string;
let hers: { disease: string; report: string; binary: string; weight: string; hidden: string };
const ask: Practice['ask'] = (...all) => practice.ask(...all);
const get = (path: string, headers = {}) => ask(doctor, 'GET', path, { headers });

const disease = (patient: string, name: string): Condition => ({
  resourceType: 'Condition',
  code: { text: name, coding: [{ system: 'urn:c', code: name }] },
  identifier: [{ system: 'urn:i', value: name }],
  subject: { reference: `Patient/${patient}` },
});
const report = (patient: string, title: string): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  category: [{ coding: [{ system: classes, code: '10' }] }],
  subject: { reference: `Patient/${patient}` },
  content: [{ attachment: { title, contentType: 'text/plain', data: Buffer.from(title).toString('base64') } }],
});
const weight = (patient: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: secretWord },
  subject: { reference: `Patient/${patient}` },
});
const made = async <R extends Resource>(who: typeof doctor, resource: R): Promise<R & { id: string }> => {
  const { status, body, raw } = await ask<R & { id: string }>(who, 'POST', `/${resource.resourceType}`, {
    body: resource,
  });
  expect(status, raw).toBe(201);
  return body;
};
/** Bodies alike but for the reference of the request. */
const same = (one: Heard, other: Heard): void => {
  expect([one.status, one.raw]).toEqual([other.status, other.raw]);
};

beforeAll(async () => {
  practice = await openPractice([doctor, otherDoctor, physiotherapist]);
  anna = await practice.person('ANNA', annasIns, authorising(doctor, physiotherapist));
  bea = await practice.person('BEA', beasIns, authorising(otherDoctor));
  await made(doctor, disease(anna, 'asthme'));
  const hersReport = await made(otherDoctor, report(bea, secretWord));
  const hidden = await practice.fhir.create(
    stamp(disease(anna, `${secretWord}-cache`), { hidden: true, secret: false }),
  );
  hers = {
    disease: (await made(otherDoctor, disease(bea, secretWord))).id,
    report: hersReport.id,
    binary: hersReport.content[0]?.attachment.url?.replace('Binary/', '') ?? '',
    weight: (await made(otherDoctor, weight(bea))).id,
    hidden: hidden.id,
  };
});
afterAll(() => practice.close());

describe('a record that the caller may not see', () => {
  it('is there for the other doctor: what the rest of this suite looks for can be found', async () => {
    expect((await ask(otherDoctor, 'GET', `/Condition?patient=${bea}`)).raw).toContain(secretWord);
    expect((await ask(otherDoctor, 'GET', `/Binary/${hers.binary}`)).raw).toBe(secretWord);
  });

  it.each<[string, () => string]>([
    ['by id', () => `/Condition/${hers.disease}`],
    ['by version', () => `/Condition/${hers.disease}/_history/1`],
    ['by history', () => `/Condition/${hers.disease}/_history`],
    ['a document by id', () => `/DocumentReference/${hers.report}`],
    ['the identity by id', () => `/Patient/${bea}`],
    ['the identity by history', () => `/Patient/${bea}/_history`],
    ['what the patient hid, by id', () => `/Condition/${hers.hidden}`],
    ['what the patient hid, by history', () => `/Condition/${hers.hidden}/_history`],
    ['the bytes', () => `/Binary/${hers.binary}`],
  ])('is answered exactly as what does not exist: %s', async (_sentence, path) => {
    const nothing = path().replace(
      /(Condition|DocumentReference|Patient|Binary)\/[^/]+/,
      '$1/00000000-0000-4000-8000-000000000000',
    );
    for (const headers of [{}, { accept: 'application/fhir+json' }, { 'if-none-match': 'W/"1"' }])
      for (let repeat = 0; repeat < 2; repeat += 1) {
        const refused = await get(path(), headers);
        expect(refused.status).toBe(404);
        same(refused, await get(nothing, headers));
      }
  });

  it('is asked for in the same steps whether it exists or not, so that time tells nothing', async () => {
    const asked: string[] = [];
    const watch = practice.fhir as unknown as Record<string, (...all: unknown[]) => unknown>;
    const kept = { read: watch['read'], history: watch['history'] };
    for (const name of ['read', 'history'] as const) watch[name] = (...all) => (asked.push(name), kept[name]?.(...all));
    await get(`/Condition/${hers.disease}`);
    const there = asked.splice(0);
    await get('/Condition/00000000-0000-4000-8000-000000000000');
    Object.assign(watch, kept);
    expect(asked).toEqual(there);
    expect(there).toEqual(['read', 'history']);
  });

  it.each<[string, () => string]>([
    ['a search that names her', () => `/Condition?patient=${bea}`],
    ['a search by her INS', () => `/Condition?patient.identifier=${beasIns}`],
    ['a search of her identity by id', () => `/Patient?_id=${bea}`],
    ['a count', () => `/Condition?patient=${bea}&_summary=count`],
    ['everything that refers to her', () => `/Patient?_id=${bea}&_revinclude=Condition:patient`],
  ])('is refused with the reason to who names her: %s', async (_sentence, path) => {
    const refused = await get(path());
    expect([refused.status, codeOf(refused)]).toEqual([403, 'access-refused']);
    expect(refused.raw).toContain('no-authorisation');
    expect(refused.raw).not.toContain(secretWord);
  });

  it('does not tell by a refusal whether a patient’s id exists', async () => {
    for (const path of ['/Condition?patient=', '/Patient?_id=', '/DocumentReference?status=current&patient='])
      same(await get(`${path}${bea}`), await get(`${path}00000000-0000-4000-8000-000000000000`));
  });

  it('is not reached through an identity that anybody may look up by INS', async () => {
    const found = await get(
      `/Patient?identifier=${beasIns}&_revinclude=Condition:patient&_revinclude=DocumentReference:patient&_revinclude=Observation:subject`,
    );
    expect(entriesOf(found).map(({ resourceType }) => resourceType)).toEqual(['Patient']);
    expect(found.raw).not.toContain(secretWord);
  });

  it.each<[string, () => string]>([
    ['two patients', () => `/Condition?patient=${anna},${bea}`],
    ['one after the other', () => `/Condition?patient=${anna}&patient=${bea}`],
    ['two names of the parameter', () => `/Condition?patient=${anna}&subject=${bea}`],
    ['an id and an INS', () => `/Condition?patient=${anna}&patient.identifier=${beasIns}`],
    ['no patient', () => `/Condition?code=${secretWord}`],
    ['the patient not being her', () => `/Condition?patient:not=${anna}`],
    ['a part of an INS', () => '/Patient?identifier=1620188'],
    ['a name', () => '/Patient?family=BEA'],
    ['any identifier', () => '/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|'],
    ['a chain', () => `/Condition?patient=${anna}&subject.name=BEA`],
    ['a chain through the directory', () => `/Observation?patient=${anna}&performer:Practitioner.email=x`],
    ['a chain to another type', () => `/Condition?patient=${anna}&evidence-detail:Observation.code=x`],
    ['_has', () => `/Patient?_id=${anna}&_has:Condition:patient:code=${secretWord}`],
    ['_has on another type', () => `/Practitioner?_has:Condition:asserter:code=${secretWord}`],
    ['_include of everything', () => `/Condition?patient=${anna}&_include=*`],
    ['_include of another type', () => `/Condition?patient=${anna}&_include=Observation:subject`],
    ['_include:iterate', () => `/Condition?patient=${anna}&_include:iterate=Patient:link`],
    ['_revinclude on the directory', () => '/Practitioner?_revinclude=Condition:asserter'],
    ['_revinclude of everything', () => `/Patient?_id=${anna}&_revinclude=*`],
    ['_filter', () => `/Condition?patient=${anna}&_filter=code eq x`],
    ['_query', () => `/Condition?patient=${anna}&_query=x`],
    ['_contained', () => `/Condition?patient=${anna}&_contained=true`],
    ['our tags', () => `/Condition?patient=${anna}&_tag=https://passerelle.example/fhir/CodeSystem/visibility|hidden`],
    ['our tags without system', () => `/Condition?patient=${anna}&_tag=hidden`],
    ['tags that are not open', () => `/Condition?patient=${anna}&_tag:not=urn:x|y,hidden`],
    [
      'the FHIR server’s own address',
      () => `/Condition?patient=${anna}&asserter=${encodeURIComponent(practice.behind)}/Practitioner/1`,
    ],
    ['pages of the FHIR server', () => `/Condition?patient=${anna}&_getpages=1`],
    ['its cursor', () => `/Condition?patient=${anna}&_cursor=abc`],
    ['a path that walks', () => `/Condition/..%2f..%2fCondition%2f${hers.disease}`],
    ['a path that walks by dots', () => `/Condition/%2e%2e/Patient/${bea}`],
    ['bytes by search', () => `/Binary?_id=${hers.binary}`],
    ['a compartment', () => `/Patient/${bea}/Condition`],
    ['everything', () => `/Patient/${bea}/$everything`],
    ['the whole history', () => '/Condition/_history'],
    ['a search of all types', () => `/?_type=Condition&patient=${bea}`],
  ])('is not reached by %s', async (_sentence, path) => {
    const { status, raw } = await get(path());
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(raw).not.toContain(secretWord);
    expect(raw).not.toContain(practice.behind);
  });

  it('is not counted: totals are of what the caller sees', async () => {
    const seen = await ask<Bundle>(doctor, 'GET', `/Condition?patient=${anna}&_total=accurate`);
    expect(seen.body.total).toBe(entriesOf(seen).length);
    expect(seen.raw).not.toContain(secretWord);
    const counted = await ask<Bundle>(
      doctor,
      'GET',
      `/Condition?patient=${anna}&code=urn:c|${secretWord}-cache&_summary=count`,
    );
    expect(counted.body.total).toBe(0);
  });

  it('is not brought along by what refers to it', async () => {
    const referring = { ...disease(anna, 'renvoi'), asserter: { reference: `Patient/${bea}` } };
    await practice.fhir.create(stamp(referring, { hidden: false, secret: false }));
    const { raw, body } = await ask<Bundle>(
      doctor,
      'GET',
      `/Condition?patient=${anna}&_include=Condition:asserter&_include=Condition:subject`,
    );
    expect(raw).toContain('renvoi');
    const along = (body.entry ?? [])
      .filter(({ search }) => search?.mode === 'include')
      .map(({ resource }) => resource?.id);
    expect(along).toEqual([anna]);
  });

  it('does not show to a profession what its matrix closes, by no way of coming along', async () => {
    await practice.fhir.create(
      stamp(
        {
          resourceType: 'Immunization',
          status: 'completed',
          vaccineCode: { text: 'VACCIN' },
          occurrenceDateTime: '2026',
          patient: { reference: `Patient/${anna}` },
        },
        { hidden: false, secret: false },
      ),
    );
    const along = await ask(
      physiotherapist,
      'GET',
      `/Patient?_id=${anna}&_revinclude=Immunization:patient&_revinclude=Condition:patient`,
    );
    expect(along.raw).not.toContain('VACCIN');
    expect(along.raw).toContain('asthme');
    const asked = await ask(physiotherapist, 'GET', `/Immunization?patient=${anna}`);
    expect([asked.status, asked.raw.includes('matrix-closed')]).toEqual([403, true]);
  });

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

  it('is closed at the next request on every copy, pages and kept answers included, once the patient blocks', async () => {
    const patient = await practice.person('BLOQUE', '100000000000009', authorising(doctor));
    for (const name of ['un', 'deux', 'trois']) await made(doctor, disease(patient, name));
    const other = await practice.copy();
    const path = `/Condition?patient=${patient}&_count=1`;
    let next = '';
    let id = '';
    for (let repeat = 0; repeat < 3; repeat += 1) {
      const { body } = await ask<Bundle>(doctor, 'GET', path, { on: other });
      next = body.link?.find(({ relation }) => relation === 'next')?.url ?? '';
      id = body.entry?.[0]?.resource?.id ?? '';
      expect((await ask(doctor, 'GET', `/Condition/${id}`, { on: other })).status).toBe(200);
    }
    await practice.rule(patient, { ...authorising(doctor), blocked: { [doctor.rpps]: '2026-06-01' } });
    expect((await ask(doctor, 'GET', path, { on: other })).raw).toContain('professional-blocked');
    expect((await ask(doctor, 'GET', next, { on: other })).raw).toContain('professional-blocked');
    expect((await ask(doctor, 'GET', `/Condition/${id}`, { on: other })).status).toBe(404);
    expect((await ask(doctor, 'POST', '/Condition', { body: disease(patient, 'quatre'), on: other })).status).toBe(403);
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

  it('has every one of these attempts in the trail', async () => {
    const lines = await practice.trail();
    const refused = lines.filter(({ actor, outcome }) => actor.id === doctor.rpps && outcome === 'refused');
    expect(refused.some(({ patient, target }) => patient === bea && target === `Condition/${hers.disease}`)).toBe(true);
    expect(refused.some(({ patient, action }) => patient === bea && action === 'disease.search')).toBe(true);
    expect(
      refused.some(({ patient, target }) => patient === bea && target === `DocumentReference/${hers.report}`),
    ).toBe(true);
  });
});
