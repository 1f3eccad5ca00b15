import cookieOf from '@fastify/cookie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { FactsSource, noRules } from '../access/facts.ts';
import { Guard } from '../access/guard.ts';
import { readMatrix, shippedMatrix } from '../access/matrix.ts';
import { Ledger } from '../audit/ledger.ts';
import { personHeader, profileHeader } from '../client/index.ts';
import { addIdempotency } from '../http/idempotency.ts';
import { createServer } from '../http/server.ts';
import { identifyPatient } from './identify-patient.ts';
import { openSession } from './sessions.ts';
import { openHouse, type House } from './testing/sign-in-house.ts';

let house: House;
let app: FastifyInstance;
let cookie: string;
let done: number;
beforeEach(async () => {
  house = await openHouse();
  const parts = { database: house.database, clock: house.time.clock, publicUrl: 'http://localhost:8080' };
  const session = await openSession(house.database, house.time.clock(), {
    kind: 'patient',
    account: 'account-of-marie',
  });
  cookie = `passerelle=${session.token}`;
  done = 0;
  app = createServer({ logLevel: 'silent', proxies: 0 });
  await app.register(cookieOf);
  app.addHook('onRequest', async (request) => {
    request.caller = await identifyPatient(parts)(request);
  });
  const facts = new FactsSource(house.database, () => Promise.resolve(noRules), house.time.clock);
  const ledger = new Ledger(house.database, Buffer.alloc(32, 1));
  const guard = new Guard({ facts, ledger, matrix: readMatrix(shippedMatrix), clock: house.time.clock });
  addIdempotency(app, { ...parts, guard, secret: Buffer.alloc(32, 9) });
  app.get('/caller', async (request) => request.caller);
  app.post('/acts', async () => ({ done: (done += 1) }));
  await app.ready();
});
afterEach(async () => {
  await app.close();
  await house.close();
});

const ask = (url: '/caller' | '/acts', headers: Record<string, string | string[]> = {}) =>
  app.inject({ method: url === '/acts' ? 'POST' : 'GET', url, headers: { cookie, ...headers } });
const profile = (id: string) => ({ [profileHeader]: id });

test('Marie is in her own space unless the request names another, and stays herself in that one', async () => {
  expect((await ask('/caller')).json()).toMatchObject({ person: 'marie', patient: 'marie' });
  const caller = (await ask('/caller', profile('c0ffee'))).json<PatientCaller>();
  expect(caller).toMatchObject({
    account: 'account-of-marie',
    person: 'marie',
    patient: 'c0ffee',
    name: 'MARIE DURAND',
  });
  expect((await ask('/caller')).json()).toMatchObject({ patient: 'marie' });
});

test.each(['', 'Patient/lea', 'lea,hugo', '../lea', 'léa', '..', 'a'.repeat(65)])(
  'A header that is no id is refused: %j',
  async (id) => {
    const answer = await ask('/caller', profile(id));
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'request-invalid']);
  },
);

test('Two headers are no profile', async () => {
  expect((await ask('/caller', { [profileHeader]: ['lea', 'hugo'] })).statusCode).toBe(400);
});

test('The same key in the spaces of two children is two requests, and in one’s own it is the first one again', async () => {
  const key = { 'idempotency-key': 'k-1' };
  const acts = [profile('lea'), profile('hugo'), {}, profile('marie')];
  const answers: number[] = [];
  for (const headers of acts) answers.push((await ask('/acts', { ...key, ...headers })).json<{ done: number }>().done);
  expect(answers).toEqual([1, 2, 3, 3]);
});

test('What comes from a page of somebody who was signed in here before is not done in Marie’s name', async () => {
  const from = (id: string | string[]) => ask('/acts', { [personHeader]: id });
  expect((await from('marie')).json()).toEqual({ done: 1 });
  for (const id of ['paul', '', 'MARIE', ['marie', 'marie']]) {
    const answer = await from(id);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'not-signed-in']);
  }
  expect((await ask('/acts', { ...profile('lea'), [personHeader]: 'marie' })).json()).toEqual({ done: 2 });
});

test('Her session speaks of herself, whatever space the page is in', async () => {
  const answer = await house.app.inject({ method: 'GET', url: '/api/session', headers: { cookie, ...profile('lea') } });
  expect(answer.json()).toMatchObject({ patientId: 'marie', firstName: 'MARIE' });
});
