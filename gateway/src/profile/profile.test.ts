import { afterAll, beforeAll, expect, test } from 'vitest';
import { diseaseToFhir } from '@passerelle/fhir-mappings';
import type { Condition } from '@medplum/fhirtypes';
import { ask } from '../../testing/ask.ts';
import { doctor, openTown, type Town } from '../../testing/town.ts';
import type { PatientCaller } from '../access/caller.ts';
import { serveProfile } from './routes.ts';

let town: Town;
beforeAll(async () => void (town = await openTown()));
afterAll(() => town.close());

const signedIn = async (caller: PatientCaller) => {
  const app = await town.app((scope) => serveProfile(scope, town), caller);
  return { app, call: ask(app) };
};

/** What a doctor's software writes, with more in it than the portal shows. */
async function diagnosed(patient: PatientCaller): Promise<Condition> {
  const written = diseaseToFhir({
    patient: patient.patient,
    author: { kind: 'professional', rpps: '10001234567', name: 'Dr Claire Martin' },
    entry: { name: 'Asthme', start: '2019', ongoing: true },
  });
  const severity = { coding: [{ system: 'http://snomed.info/sct', code: '6736007' }] };
  return town.enter({ caller: doctor(), action: 'disease.add', patient: patient.patient, request: 'test' }, (record) =>
    record.create({ ...written, severity }),
  );
}

test('Awa adds a disease, finds it under her name, corrects it and deletes it', async () => {
  const { call } = await signedIn(await town.person('Awa Diallo'));
  const added = await call('POST /api/profile/diseases', { body: { name: 'Migraine', start: '2015-03' } });
  const { entries, nothing } = await call('GET /api/profile/diseases');
  expect(entries).toMatchObject([
    { id: added.id, author: { kind: 'patient' }, entry: { name: 'Migraine', start: '2015-03' } },
  ]);
  expect(nothing).toBe(false);
  const changed = await call('PUT /api/profile/diseases/:id', {
    params: { id: added.id },
    version: added.version,
    body: { name: 'Migraine avec aura', start: '2015-03', comment: 'Deux par mois' },
  });
  expect(changed.version).not.toBe(added.version);
  await call('DELETE /api/profile/diseases/:id', { params: { id: added.id }, version: changed.version });
  expect((await call('GET /api/profile/diseases')).entries).toEqual([]);
});

test('Awa changes an entry in two windows: the second is told and overwrites nothing', async () => {
  const { call } = await signedIn(await town.person('Awa Diallo'));
  const { id, version } = await call('POST /api/profile/treatments', { body: { name: 'Ibuprofène' } });
  await call('PUT /api/profile/treatments/:id', {
    params: { id },
    version,
    body: { name: 'Ibuprofène', dosage: '1 le soir' },
  });
  const late = { params: { id }, version, body: { name: 'Paracétamol' } };
  await expect(call('PUT /api/profile/treatments/:id', late)).rejects.toMatchObject({
    status: 412,
    code: 'version-stale',
  });
  await expect(call('DELETE /api/profile/treatments/:id', { params: { id }, version })).rejects.toMatchObject({
    status: 412,
  });
  expect((await call('GET /api/profile/treatments')).entries[0]?.entry).toEqual({
    name: 'Ibuprofène',
    dosage: '1 le soir',
  });
});

test('What Awa changes of her doctor’s entry becomes unconfirmed, keeps what she cannot see, and both stay in the history', async () => {
  const awa = await town.person('Awa Diallo');
  const { call } = await signedIn(awa);
  const { id = '' } = await diagnosed(awa);
  const [shown] = (await call('GET /api/profile/diseases')).entries;
  expect(shown).toMatchObject({ author: { kind: 'professional', rpps: '10001234567', name: 'Dr Claire Martin' } });
  const body = { name: 'Asthme', start: '2019', ongoing: false, end: '2026' };
  await call('PUT /api/profile/diseases/:id', { params: { id }, version: shown?.version ?? '', body });
  const versions = await town.enter(
    { caller: awa, action: 'disease.history', patient: awa.patient, request: 'test' },
    (record) => record.history('Condition', id),
  );
  expect(versions.map(({ verificationStatus }) => verificationStatus?.coding?.[0]?.code)).toEqual([
    'unconfirmed',
    'confirmed',
  ]);
  expect(versions[0]?.severity?.coding?.[0]?.code).toBe('6736007');
});

test('What the portal cannot read is listed as written by other software, and is not changed here', async () => {
  const awa = await town.person('Awa Diallo');
  const { call } = await signedIn(awa);
  const foreign: Condition = {
    ...{ resourceType: 'Condition', subject: { reference: `Patient/${awa.patient}` }, code: { text: 'Rhinite' } },
    onsetAge: { value: 12, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' },
  };
  const { id = '', meta } = await town.enter(
    { caller: doctor(), action: 'disease.add', patient: awa.patient, request: 'test' },
    (record) => record.create(foreign),
  );
  const { entries, foreign: others } = await call('GET /api/profile/diseases');
  expect(entries).toEqual([]);
  expect(others).toMatchObject([{ id, label: 'Rhinite' }]);
  const change = { params: { id }, version: meta?.versionId ?? '', body: { name: 'Rhinite' } };
  await expect(call('PUT /api/profile/diseases/:id', change)).rejects.toMatchObject({
    status: 409,
    code: 'entry-foreign',
  });
});

test('Noé says that he has no allergy, takes it back by adding one, and cannot say both', async () => {
  const { call } = await signedIn(await town.person('Noé Petit'));
  await call('PUT /api/profile/allergies/nothing', { body: { nothing: true } });
  await call('PUT /api/profile/allergies/nothing', { body: { nothing: true } });
  expect(await call('GET /api/profile/allergies')).toEqual({ entries: [], foreign: [], nothing: true });
  await call('POST /api/profile/allergies', { body: { allergen: 'Arachide' } });
  const after = await call('GET /api/profile/allergies');
  expect(after).toMatchObject({ nothing: false, entries: [{ entry: { allergen: 'Arachide' } }] });
  const again = call('PUT /api/profile/allergies/nothing', { body: { nothing: true } });
  await expect(again).rejects.toMatchObject({ status: 409, code: 'section-not-empty' });
});

test('Noé neither sees nor changes what is Awa’s', async () => {
  const awa = await signedIn(await town.person('Awa Diallo'));
  const noe = await signedIn(await town.person('Noé Petit'));
  const { id, version } = await awa.call('POST /api/profile/allergies', { body: { allergen: 'Latex' } });
  expect((await noe.call('GET /api/profile/allergies')).entries).toEqual([]);
  const remove = noe.call('DELETE /api/profile/allergies/:id', { params: { id }, version });
  await expect(remove).rejects.toMatchObject({ status: 404, code: 'resource-not-found' });
});

test.each([
  ['a name of 51 characters', { name: 'x'.repeat(51) }],
  ['no name', { start: '2020' }],
  ['a thirtieth of February', { name: 'Grippe', start: '2021-02-30' }],
  ['a field that nobody asked for', { name: 'Grippe', visible: true }],
  ['a name that is blank', { name: '   ' }],
])('A disease with %s is refused and nothing is kept', async (_, body) => {
  const { app, call } = await signedIn(await town.person('Awa Diallo'));
  const answer = await app.inject({ method: 'POST', url: '/api/profile/diseases', payload: body });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'request-invalid' });
  expect((await call('GET /api/profile/diseases')).entries).toEqual([]);
});

test('A change that does not say which version it changes is sent back for it', async () => {
  const { app, call } = await signedIn(await town.person('Awa Diallo'));
  const { id } = await call('POST /api/profile/diseases', { body: { name: 'Grippe' } });
  const answer = await app.inject({ method: 'PUT', url: `/api/profile/diseases/${id}`, payload: { name: 'Rhume' } });
  expect([answer.statusCode, answer.json().code]).toEqual([428, 'version-required']);
});
