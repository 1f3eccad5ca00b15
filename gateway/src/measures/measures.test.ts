import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Observation } from '@medplum/fhirtypes';
import { ask } from '../../testing/ask.ts';
import { doctor, openTown, type Town } from '../../testing/town.ts';
import type { PatientCaller } from '../access/caller.ts';
import { serveMeasures } from './routes.ts';

let town: Town;
beforeAll(async () => void (town = await openTown()));
afterAll(() => town.close());

const signedIn = async (caller: PatientCaller) => {
  const app = await town.app((scope) => serveMeasures(scope, town), caller);
  return { app, call: ask(app) };
};

test('Awa enters her weight three times and sees its history, newest first', async () => {
  const { call } = await signedIn(await town.person('Awa Diallo'));
  for (const [value, when] of [
    [64, '2025-01-10'],
    [63.5, '2026-02-01T08:30:00+01:00'],
    [65, '2024-06-30'],
  ] as const)
    await call('POST /api/measures', { body: { kind: 'weight', value, when } });
  await call('POST /api/measures', { body: { kind: 'heart-rate', value: 62, when: '2026-01-01' } });
  const { entries } = await call('GET /api/measures', { query: { kind: 'weight' } });
  expect(entries.map(({ entry }) => entry)).toMatchObject([{ value: 63.5 }, { value: 64 }, { value: 65 }]);
});

test('The cards show the last value of each kind, and an index computed from weight and height', async () => {
  const { call } = await signedIn(await town.person('Awa Diallo'));
  await call('POST /api/measures', { body: { kind: 'weight', value: 70, when: '2024-01-01' } });
  await call('POST /api/measures', { body: { kind: 'weight', value: 64, when: '2026-01-01' } });
  await call('POST /api/measures', { body: { kind: 'height', value: 1.68, when: '2020-05-05' } });
  await call('POST /api/measures', {
    body: { kind: 'blood-pressure', systolic: 118, diastolic: 76, when: '2026-01-02' },
  });
  const { entries } = await call('GET /api/measures/latest');
  const shown = Object.fromEntries(entries.map(({ entry }) => [entry.kind, entry]));
  expect(shown).toMatchObject({
    weight: { value: 64 },
    height: { value: 1.68 },
    bmi: { value: 22.7, when: '2026-01-01' },
    'blood-pressure': { systolic: 118, diastolic: 76 },
  });
  expect(entries.find(({ entry }) => entry.kind === 'bmi')).toMatchObject({ id: 'computed', version: '' });
});

test('An index that somebody recorded is shown instead of a computed one', async () => {
  const { call } = await signedIn(await town.person('Awa Diallo'));
  await call('POST /api/measures', { body: { kind: 'weight', value: 64, when: '2026-01-01' } });
  await call('POST /api/measures', { body: { kind: 'height', value: 1.68, when: '2020-05-05' } });
  await call('POST /api/measures', { body: { kind: 'bmi', value: 23.1, when: '2025-01-01' } });
  const { entries } = await call('GET /api/measures/latest');
  expect(entries.filter(({ entry }) => entry.kind === 'bmi')).toMatchObject([{ entry: { value: 23.1 } }]);
});

test('A kind that was last measured long ago is found behind hundreds of newer steps', async () => {
  const awa = await town.person('Awa Diallo');
  const { call } = await signedIn(awa);
  await call('POST /api/measures', { body: { kind: 'waist', value: 80, when: '2001-01-01' } });
  const steps = (day: number): Observation => ({
    ...{ resourceType: 'Observation', status: 'final', subject: { reference: `Patient/${awa.patient}` } },
    code: { coding: [{ system: 'http://loinc.org', code: '41950-7' }] },
    effectiveDateTime: new Date(Date.UTC(2025, 0, day)).toISOString().slice(0, 10),
    valueQuantity: { value: 1000 + day, system: 'http://unitsofmeasure.org', code: '1/(24.h)' },
  });
  const entry = Array.from({ length: 120 }, (_, day) => ({
    resource: steps(day),
    request: { method: 'POST' as const, url: 'Observation' },
  }));
  await town.enter({ caller: awa, action: 'measure.add', patient: awa.patient, request: 'test' }, (record) =>
    record.transact(entry),
  );
  const { entries } = await call('GET /api/measures/latest');
  expect(entries.map(({ entry: { kind } }) => kind).sort()).toEqual(['steps', 'waist']);
});

test('What a doctor’s software measured beyond our limits is shown all the same', async () => {
  const awa = await town.person('Awa Diallo');
  const { call } = await signedIn(awa);
  const observation: Observation = {
    ...{ resourceType: 'Observation', status: 'final', subject: { reference: `Patient/${awa.patient}` } },
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
    effectiveDateTime: '2026-03-01',
    valueQuantity: { value: 700, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
    note: [{ text: 'x'.repeat(1500) }],
  };
  await town.enter({ caller: doctor(), action: 'measure.add', patient: awa.patient, request: 'test' }, (record) =>
    record.create(observation),
  );
  const { entries } = await call('GET /api/measures', { query: { kind: 'weight' } });
  expect(entries).toMatchObject([{ entry: { value: 700 } }]);
});

test.each([
  [{ kind: 'weight', value: 900, when: '2026-01-01' }, 'value', 'entre 0,2 et 650 kg'],
  [{ kind: 'height', value: 168, when: '2026-01-01' }, 'value', 'entre 0,2 et 2,8 m'],
  [{ kind: 'pain', value: 11, when: '2026-01-01' }, 'value', 'entre 0 et 10 /10'],
  [{ kind: 'blood-pressure', systolic: 500, diastolic: 80, when: '2026-01-01' }, 'systolic', 'entre 30 et 350 mmHg'],
])('%o cannot be, and the range is said', async (payload, field, fr) => {
  const { app, call } = await signedIn(await town.person('Awa Diallo'));
  const answer = await app.inject({ method: 'POST', url: '/api/measures', payload });
  expect(answer.statusCode).toBe(422);
  expect(answer.json()).toMatchObject({ code: 'measure-out-of-range', fields: [{ field, fr }] });
  expect((await call('GET /api/measures/latest')).entries).toEqual([]);
});

test.each([
  [
    'a diastolic pressure above the systolic',
    { kind: 'blood-pressure', systolic: 80, diastolic: 90, when: '2026-01-01' },
  ],
  ['an unknown kind', { kind: 'humour', value: 3, when: '2026-01-01' }],
  ['a value in words', { kind: 'weight', value: 'soixante', when: '2026-01-01' }],
  ['no date', { kind: 'weight', value: 60 }],
  ['half a pain', { kind: 'pain', value: 2.5, when: '2026-01-01' }],
  ['an empty body', undefined],
])('%s is a request that is not right', async (_, payload) => {
  const { app } = await signedIn(await town.person('Awa Diallo'));
  const answer = await app.inject({ method: 'POST', url: '/api/measures', ...(payload ? { payload } : {}) });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'request-invalid']);
});

test('A history of a kind that does not exist names those that do', async () => {
  const { app } = await signedIn(await town.person('Awa Diallo'));
  const answer = await app.inject({ url: '/api/measures?kind=humour' });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().fr).toContain('blood-pressure');
});
