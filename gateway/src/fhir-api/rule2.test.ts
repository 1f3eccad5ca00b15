import type { Bundle } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beasIns, disease, openBeasRecord, same, secretWord, type BeasRecord } from '../../testing/beas-record.ts';
import { authorising, doctor, otherDoctor, physiotherapist } from '../../testing/make-facts.ts';
import { codeOf, entriesOf } from '../../testing/practice.ts';
import { stamp } from '../access/visibility.ts';

let practice: BeasRecord;
let { anna, bea, hers, ask, get, made } = {} as BeasRecord;
beforeAll(async () => {
  practice = await openBeasRecord();
  ({ anna, bea, hers, ask, get, made } = practice);
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
