import { afterAll, beforeEach, expect, test } from 'vitest';
import { testClock } from '../../testing/clock.ts';
import { freshDatabase } from '../../testing/postgres.ts';
import { connect } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { Problem } from '../errors.ts';
import { amongAll, bySource, bySubject } from './limits.ts';
import { giveBack, spend, type Limit } from './throttle.ts';

const postgres = await freshDatabase();
const database = connect(postgres.url, 20);
await migrate(database);
afterAll(async () => {
  await database.destroy();
  await postgres.drop();
});

let time: ReturnType<typeof testClock>;
let locked: string[];
beforeEach(async () => {
  await database.deleteFrom('throttle').execute();
  time = testClock();
  locked = [];
});

const secret = Buffer.alloc(32, 3);
const marie = bySubject({ secret, ip: '' }, 'password', 'marie.durand');
const from = (ip: string): Limit => amongAll(bySource({ secret, ip }, 'password'), 'password');

/** Seconds to wait, or undefined when the try is let through. */
async function tryOnce(limits: Limit[]): Promise<number | undefined> {
  const refused: unknown = await spend(database, time.clock(), limits, (key) => locked.push(key)).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (refused === undefined) return undefined;
  if (!(refused instanceof Problem)) throw refused;
  return Number(refused.details['seconds']);
}
async function tryTimes(times: number, limits: Limit[]): Promise<number | undefined> {
  let wait: number | undefined;
  for (let count = 0; count < times; count += 1) wait = await tryOnce(limits);
  return wait;
}

test('Who goes on trying one account waits twice as long each time, up to four hours', async () => {
  const waits: (number | undefined)[] = [];
  for (let round = 0; round < 6; round += 1) {
    expect(await tryTimes(10, [marie])).toBeUndefined();
    waits.push(await tryOnce([marie]));
    time.pass((waits.at(-1) ?? 0) / 60);
  }
  expect(waits.map((wait) => (wait ?? 0) / 60)).toEqual([15, 30, 60, 120, 240, 240]);
});

test('Tries during the wait do not make it longer, and its beginning is told once', async () => {
  await tryTimes(11, [marie]);
  time.pass(10);
  expect(await tryTimes(30, [marie])).toBe(5 * 60);
  expect(locked).toEqual([marie.key]);
});

test('Success wipes the slate of an account, and takes back a single try of its source', async () => {
  const source = bySource({ secret, ip: '192.0.2.1' }, 'password');
  await tryTimes(11, [source, marie]);
  await giveBack(database, [source, marie]);
  expect(await tryTimes(10, [marie])).toBeUndefined();
  expect(await tryOnce([marie])).toBe(15 * 60);
  const { count } = await database
    .selectFrom('throttle')
    .select('count')
    .where('key', '=', source.key)
    .executeTakeFirstOrThrow();
  expect(count).toBe(10);
});

test('Strikes are forgotten after a quiet day', async () => {
  await tryTimes(11, [marie]);
  time.pass(25 * 60);
  expect(await tryTimes(10, [marie])).toBeUndefined();
  expect(await tryOnce([marie])).toBe(15 * 60);
});

test('Strikes outlive the clearing away of windows that ended', async () => {
  await tryTimes(11, [marie]);
  time.pass(16);
  for (let person = 0; person < 5; person += 1) await tryOnce([bySource({ secret, ip: `192.0.2.${person}` }, 'code')]);
  await tryTimes(10, [marie]);
  expect(await tryOnce([marie])).toBe(30 * 60);
});

test('One attacker at ten times what all may try, from a hundred addresses, does not keep a newcomer out', async () => {
  for (let wave = 0; wave < 60; wave += 1)
    await Promise.all(Array.from({ length: 100 }, (_, host) => tryOnce([from(`198.51.100.${host}`)])));
  expect(await tryOnce([from('198.51.100.1')])).toBeGreaterThan(0);
  expect(await tryTimes(5, [from('203.0.113.9')])).toBeUndefined();
  expect(await tryOnce([from('203.0.113.9')])).toBeGreaterThan(0);
  time.pass(1.1);
  expect(await tryOnce([from('203.0.113.9')])).toBeUndefined();
});
