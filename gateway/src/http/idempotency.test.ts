import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { endRepresentations } from '../access/representatives.ts';
import type { PatientCaller } from '../access/caller.ts';
import { problem } from '../errors.ts';
import { openTown, type Town } from '../../testing/town.ts';
import { addIdempotency } from './idempotency.ts';

let town: Town;
let app: FastifyInstance;
let begun: Date;
let done: number;
/** Whether acts ask for a proof first. */
let guarded: boolean;
/** What the answer of an act holds besides. */
let told: { code?: string };
/** Milliseconds that the gateway's clock is ahead. */
let later: number;
/** Open: acts end at once. */
let gate: Promise<void>;
let openGate: () => void;

beforeAll(async () => {
  town = await openTown();
}, 60_000);
afterAll(() => town.close());
beforeEach(() => {
  begun = new Date();
  done = 0;
  guarded = false;
  told = {};
  later = 0;
  gate = Promise.resolve();
});
afterEach(() => app.close());

const shut = (): void => {
  gate = new Promise((resolve) => (openGate = resolve));
};

async function begin(caller: PatientCaller): Promise<void> {
  app = await town.app((serving) => {
    addIdempotency(serving, { ...town, secret: Buffer.alloc(32, 9), clock: () => new Date(Date.now() + later) });
    serving.post('/acts', (request) =>
      town.enter({ caller, action: 'measure.add', patient: caller.patient, request: request.id }, async () => {
        if (guarded) throw problem('proof-required');
        done += 1;
        await gate;
        return { done, ...told };
      }),
    );
  }, caller);
}

const act = (payload: object = { weight: 60 }, key = 'k-1') =>
  app.inject({ method: 'POST', url: '/acts', payload, headers: { 'idempotency-key': key } });
const codeOf = ({ payload }: { payload: string }): string => (JSON.parse(payload) as { code: string }).code;

test('What is sent again while the first is under way waits its turn, however often, and is then answered as the first', async () => {
  await begin(await town.person('Marie Durand'));
  shut();
  const first = act();
  await expect.poll(() => done).toBe(1);
  for (let again = 0; again < 5; again += 1) expect(codeOf(await act())).toBe('too-many-requests');
  openGate();
  expect((await first).json()).toEqual({ done: 1 });
  expect((await act()).json()).toEqual({ done: 1 });
  expect(done).toBe(1);
});

test('What a gateway that was killed had begun is not done again under its key, and whoever asks hears that nobody knows what came of it', async () => {
  await begin(await town.person('Marie Durand'));
  shut();
  const cut = act();
  await expect.poll(() => done).toBe(1);
  later = 5 * 60_000;
  const again = await act();
  expect([again.statusCode, codeOf(again), done]).toEqual([409, 'idempotency-unfinished', 1]);
  gate = Promise.resolve();
  expect((await act({ weight: 60 }, 'k-2')).json()).toEqual({ done: 2 });
  openGate();
  await cut;
});

test('Another request under the same key leaves the answer of the first as it is', async () => {
  await begin(await town.person('Marie Durand'));
  shut();
  const first = act();
  await expect.poll(() => done).toBe(1);
  expect(codeOf(await act({ weight: 61 }))).toBe('idempotency-mismatch');
  openGate();
  await first;
  expect((await act()).json()).toEqual({ done: 1 });
});

const kept = (key: string) =>
  town.database.selectFrom('idempotency').selectAll().where('key', '=', key).where('at', '>=', begun);

test('Who reads the table reads no answer that is kept in it, nor a code in one, and it is given again whole', async () => {
  await begin(await town.person('Marie Durand'));
  told = { code: 'ABCD-EFGH' };
  expect((await act()).json()).toEqual({ done: 1, ...told });
  const row = await kept('k-1').executeTakeFirstOrThrow();
  expect(row.status).toBe(200);
  for (const word of ['ABCD', 'done']) expect(JSON.stringify(row)).not.toContain(word);
  const again = await act();
  expect([again.json(), again.headers['idempotency-replayed']]).toEqual([{ done: 1, ...told }, 'true']);
});

test('An answer that is kept for one key is none under another, whoever writes it there', async () => {
  await begin(await town.person('Marie Durand'));
  await act();
  await act({ weight: 61 }, 'k-2');
  const { answer } = await kept('k-1').executeTakeFirstOrThrow();
  await town.database.updateTable('idempotency').set({ answer }).where('key', '=', 'k-2').execute();
  expect((await act({ weight: 61 }, 'k-2')).statusCode).toBe(500);
  expect(done).toBe(2);
});

test('What was refused until she proves who she is is done once she has, under the same key', async () => {
  await begin(await town.person('Marie Durand'));
  guarded = true;
  expect(codeOf(await act())).toBe('proof-required');
  guarded = false;
  expect((await act()).json()).toEqual({ done: 1 });
  guarded = true;
  expect((await act()).json()).toEqual({ done: 1 });
});

test('A father who no longer represents his daughter is not given the answers of before again', async () => {
  const [marc, lea] = [await town.person('Marc Durand'), await town.person('Léa Durand', undefined, '2020-05-01')];
  await begin(await town.representing(marc, lea));
  expect((await act()).json()).toEqual({ done: 1 });
  expect((await act()).headers['idempotency-replayed']).toBe('true');
  await town.database
    .transaction()
    .execute((transaction) => endRepresentations(transaction, { patient: lea.patient }, 'test', 'removed', new Date()));
  const answer = await act();
  expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'access-refused']);
});

test('Once a child’s space is closed, a father is not given again what he was answered in it, and is what he was answered in his own', async () => {
  const [marc, lea] = [await town.person('Marc Durand'), await town.person('Léa Durand', undefined, '2020-05-01')];
  const inChild = await town.representing(marc, lea);
  const as = async (caller: PatientCaller) => {
    await begin(caller);
    const answer = await act();
    await app.close();
    return answer;
  };
  const [own, hers] = [await as(marc), await as(inChild)];
  expect([own.json(), hers.json()]).toEqual([{ done: 1 }, { done: 2 }]);
  await town.database
    .updateTable('space')
    .set((of) => ({ state: 'closed', closed_at: new Date(), version: of('version', '+', '1') }))
    .where('patient', '=', lea.patient)
    .execute();
  const [ownAgain, hersAgain] = [await as(marc), await as(inChild)];
  expect([hersAgain.statusCode, codeOf(hersAgain)]).toEqual([403, 'access-refused']);
  expect([ownAgain.statusCode, ownAgain.json(), ownAgain.headers['idempotency-replayed']]).toEqual([
    ...[200, { done: 1 }, 'true'],
  ]);
  expect(done).toBe(2);
});
