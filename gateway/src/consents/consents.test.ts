import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Consent } from '@medplum/fhirtypes';
import { ask } from '../../testing/ask.ts';
import { doctor, openTown, type Copy, type Town } from '../../testing/town.ts';
import { readRules } from '../access/rules.ts';
import { writeSignIn } from '../auth/sign-in-audit.ts';
import { keepProfessionals } from '../directory/professionals.ts';
import { serveConsents } from './routes.ts';

let town: Town;
let other: Copy;
beforeAll(async () => {
  town = await openTown((fhir) => (patient) => readRules(fhir, patient));
  other = town.copy();
  await town.database
    .insertInto('professional')
    .values([
      { rpps: '10001234567', name: 'Dr Hélène Martin', profession: '10' },
      { rpps: '10007654321', name: 'Paul Martinez', profession: '60' },
    ])
    .execute();
});
afterAll(() => town.close());

const rpps = '10001234567';
const clock = (): Date => new Date('2026-04-01T10:00:00Z');

async function signedIn() {
  const patient = await town.person('Awa Diallo');
  const app = await town.app((scope) => serveConsents(scope, { ...town, clock }), patient);
  /** The doctor reads her diseases, on another copy of the gateway. */
  const reading = (overrides = {}) =>
    other.enter(
      { caller: doctor({ rpps, ...overrides }), action: 'disease.search', patient: patient.patient, request: 'test' },
      (record) => record.search('Condition', []),
    );
  return { app, call: ask(app), patient, reading };
}
const refused = (reason: string) => ({ code: 'access-refused', details: { code: reason } });

test('A doctor whom Awa authorises reads at once, and whom she blocks is refused at the very next request, on every copy', async () => {
  const { call, reading } = await signedIn();
  await expect(reading()).rejects.toMatchObject(refused('no-authorisation'));
  await call('PUT /api/access/professionals/:rpps', { params: { rpps }, body: { status: 'authorised' } });
  expect((await reading()).resources).toEqual([]);
  await call('PUT /api/access/professionals/:rpps', { params: { rpps }, body: { status: 'blocked' } });
  await expect(reading()).rejects.toMatchObject(refused('professional-blocked'));
  await call('DELETE /api/access/professionals/:rpps', { params: { rpps } });
  await expect(reading()).rejects.toMatchObject(refused('no-authorisation'));
});

test('Awa sees whom she authorised and blocked, since when, and what was said before stays in the history', async () => {
  const { call, patient } = await signedIn();
  await call('PUT /api/access/professionals/:rpps', { params: { rpps }, body: { status: 'authorised' } });
  await call('PUT /api/access/professionals/:rpps', { params: { rpps }, body: { status: 'blocked' } });
  await call('PUT /api/access/professionals/:rpps', {
    params: { rpps: '10007654321' },
    body: { status: 'authorised' },
  });
  const since = '2026-04-01T10:00:00.000Z';
  expect(await call('GET /api/access')).toEqual({
    professionals: [
      { rpps, name: 'Dr Hélène Martin', profession: '10', status: 'blocked', since },
      { rpps: '10007654321', name: 'Paul Martinez', profession: '60', status: 'authorised', since },
    ],
    emergency: { samu: false, others: false, hidden: false },
  });
  const { entry = [] } = await town.fhir.search('Consent', [['patient', patient.patient]]);
  expect(entry).toHaveLength(2);
  const versions = await Promise.all(entry.map(({ resource }) => town.fhir.history('Consent', resource?.id ?? '')));
  expect(versions.map(({ entry: all = [] }) => all.length).sort()).toEqual([1, 2]);
});

test('The SAMU reads only while Awa says so, and never when she blocked the doctor', async () => {
  const { call, reading } = await signedIn();
  await expect(reading({ regulation: true })).rejects.toMatchObject(refused('no-authorisation'));
  await call('PUT /api/access/emergency', { body: { samu: true, others: false, hidden: false } });
  expect((await reading({ regulation: true })).resources).toEqual([]);
  await call('PUT /api/access/emergency', { body: { samu: true, others: true, hidden: true } });
  expect((await call('GET /api/access')).emergency).toEqual({ samu: true, others: true, hidden: true });
  await call('PUT /api/access/professionals/:rpps', { params: { rpps }, body: { status: 'blocked' } });
  await expect(reading({ regulation: true })).rejects.toMatchObject(refused('professional-blocked'));
  await call('DELETE /api/access/professionals/:rpps', { params: { rpps } });
  await call('PUT /api/access/emergency', { body: { samu: false, others: false, hidden: false } });
  await expect(reading({ regulation: true })).rejects.toMatchObject(refused('no-authorisation'));
});

test('A change that was cut short is read from the consents before the next decision', async () => {
  const { call, patient, reading } = await signedIn();
  await call('PUT /api/access/professionals/:rpps', { params: { rpps }, body: { status: 'authorised' } });
  const { entry = [] } = await town.fhir.search('Consent', [['patient', patient.patient]]);
  const consent = entry[0]?.resource as Consent & { id: string };
  await town.database
    .updateTable('space')
    .set({ rules_pending: true })
    .where('patient', '=', patient.patient)
    .execute();
  await town.fhir.update({ ...consent, status: 'inactive' });
  other.facts.forget(patient.patient);
  await expect(reading()).rejects.toMatchObject(refused('no-authorisation'));
});

test('Awa finds professionals by name without accents or by number, and cannot name one who is not known', async () => {
  const { app, call } = await signedIn();
  const names = async (search: string) =>
    (await call('GET /api/access/professionals', { query: { search } })).professionals.map(({ name }) => name);
  expect(await names('helene')).toEqual(['Dr Hélène Martin']);
  expect(await names('MARTIN')).toEqual(['Dr Hélène Martin', 'Paul Martinez']);
  expect(await names('1000765')).toEqual(['Paul Martinez']);
  expect(await names('%%')).toEqual([]);
  const unknown = call('PUT /api/access/professionals/:rpps', {
    params: { rpps: '10000000000' },
    body: { status: 'authorised' },
  });
  await expect(unknown).rejects.toMatchObject({ status: 404, code: 'resource-not-found' });
  const short = await app.inject({ url: '/api/access/professionals?search=x' });
  expect(short.statusCode).toBe(400);
  const wrong = await app.inject({
    method: 'PUT',
    url: `/api/access/professionals/${rpps}`,
    payload: { status: 'maybe' },
  });
  expect(wrong.statusCode).toBe(400);
});

test('Awa finds and authorises a doctor who has never called, since the operator loaded the directory', async () => {
  const { call, reading } = await signedIn();
  const newcomer = { rpps: '10001112223', familyName: 'Keller', givenName: 'Zoé', profession: '10' };
  await keepProfessionals(town, [newcomer]);
  const { professionals } = await call('GET /api/access/professionals', { query: { search: 'zoe keller' } });
  expect(professionals).toEqual([{ rpps: newcomer.rpps, name: 'Zoé Keller', profession: '10' }]);
  await call('PUT /api/access/professionals/:rpps', {
    params: { rpps: newcomer.rpps },
    body: { status: 'authorised' },
  });
  expect((await reading({ rpps: newcomer.rpps })).resources).toEqual([]);
});

test('Awa reads in the log that somebody failed to sign in to her space', async () => {
  const { call, patient } = await signedIn();
  await writeSignIn(
    { guard: town.guard },
    { request: 'test' },
    { patient: patient.patient, name: patient.name },
    'code-wrong',
  );
  const { lines } = await call('GET /api/access/log', { query: { only: 'refused' } });
  expect(lines).toMatchObject([{ kind: 'unknown', who: '', action: 'session.add', reason: 'code-wrong' }]);
});

test('Awa reads in the log who came, who was refused and why, and who declared an emergency', async () => {
  const { call, reading } = await signedIn();
  await reading().catch(() => undefined);
  await call('PUT /api/access/emergency', { body: { samu: true, others: false, hidden: false } });
  await reading({ regulation: true });
  const { lines } = await call('GET /api/access/log', { query: { only: 'professionals' } });
  expect(lines).toMatchObject([
    { who: 'Dr Claire Martin', kind: 'professional', allowed: true, emergency: true, reason: 'Régulation médicale' },
    { who: 'Dr Claire Martin', profession: '10', action: 'disease.search', allowed: false, reason: 'no-authorisation' },
  ]);
  const refusals = await call('GET /api/access/log', { query: { only: 'refused' } });
  expect(refusals).toMatchObject({ total: 1, pages: 1, lines: [{ outcome: 'refused' }] });
  expect((await call('GET /api/access/log', {})).total).toBeGreaterThan(2);
});
