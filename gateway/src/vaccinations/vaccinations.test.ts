import { afterAll, beforeAll, expect, test } from 'vitest';
import { vaccinationToFhir } from '@passerelle/fhir-mappings';
import { ask } from '../../testing/ask.ts';
import { doctor, openTown, type Town } from '../../testing/town.ts';
import { serveVaccinations } from './routes.ts';

let town: Town;
beforeAll(async () => void (town = await openTown()));
afterAll(() => town.close());

const signedIn = async () => {
  const caller = await town.person('Léa Roux');
  const app = await town.app((scope) => serveVaccinations(scope, town), caller);
  return { caller, app, call: ask(app) };
};

test('Léa keeps her vaccinations, the latest first, those of which she only knows the year too', async () => {
  const { call } = await signedIn();
  for (const date of ['1994', '2023-11-02', '2011-05'])
    await call('POST /api/vaccinations', { body: { vaccine: 'Repevax', date, kind: 'booster' } });
  const { entries } = await call('GET /api/vaccinations');
  expect(entries.map(({ entry }) => entry.date)).toEqual(['2023-11-02', '2011-05', '1994']);
});

test('A vaccination that her doctor recorded keeps its batch code when Léa corrects the date', async () => {
  const { caller, call } = await signedIn();
  const author = { kind: 'professional', rpps: '10001234567', name: 'Dr Claire Martin' } as const;
  const entry = { vaccine: 'Priorix', date: '2024-01-05', kind: 'first', batch: 'A12' } as const;
  const written = vaccinationToFhir({ patient: caller.patient, author, entry });
  const route = { coding: [{ system: 'http://standardterms.edqm.eu', code: '20035000' }] };
  const { id = '' } = await town.enter(
    { caller: doctor(), action: 'vaccination.add', patient: caller.patient, request: 'test' },
    (record) => record.create({ ...written, route }),
  );
  const [shown] = (await call('GET /api/vaccinations')).entries;
  expect(shown?.author).toEqual(author);
  const body = { ...entry, date: '2024-01-06' };
  await call('PUT /api/vaccinations/:id', { params: { id }, version: shown?.version ?? '', body });
  const stored = await town.fhir.read('Immunization', id);
  expect(stored).toMatchObject({ lotNumber: 'A12', occurrenceDateTime: '2024-01-06', route, primarySource: false });
});

test.each([
  ['neither vaccine nor disease', { date: '2024', kind: 'first' }],
  ['an unknown kind', { vaccine: 'Priorix', date: '2024', kind: 'second' }],
  ['a comment of 1001 characters', { vaccine: 'Priorix', date: '2024', kind: 'first', comment: 'x'.repeat(1001) }],
  ['a date in words', { vaccine: 'Priorix', date: 'hier', kind: 'first' }],
])('A vaccination with %s is refused', async (_, payload) => {
  const { app, call } = await signedIn();
  const answer = await app.inject({ method: 'POST', url: '/api/vaccinations', payload });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'request-invalid']);
  expect((await call('GET /api/vaccinations')).entries).toEqual([]);
});
