import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { marie, openHouse, type House } from './testing/sign-in-house.ts';
import { visitorOf } from './testing/visitor.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const marieOnly = { identifier: marie.identifier };
const link = /\/recover#([0-9a-f-]{36}\.[\w-]{43})/;
const stored = async () => (await house.database.selectFrom('account').selectAll().executeTakeFirstOrThrow()).password;

/** Holds whoever takes down a device, until the lock is let go. */
async function devicesHeld(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: house.postgres.url });
  await client.connect();
  await client.query('begin; lock table passerelle.device in access exclusive mode');
  return async () => {
    await client.query('commit');
    await client.end();
  };
}

test('Who is half signed in with the old password has no session once Marie has chosen a new one', async () => {
  const marieAtHome = visitorOf(house, { agent: 'Firefox/143.0 (Windows)', ip: '192.0.2.1' });
  const thief = visitorOf(house, { agent: 'x', ip: '198.51.100.7' });
  await marieAtHome.ask('POST', '/api/recovery/password', marieOnly);
  const ticket = link.exec((await house.mail(/nouveau mot de passe/)).text)?.[1];
  const { challenge } = (await thief.ask('POST', '/api/session/password', marie)).json<{ challenge: string }>();
  await thief.ask('POST', '/api/session/code', { challenge, channel: 'email' });
  const code = await house.newCode();

  const letGo = await devicesHeld();
  const signingIn = thief.ask('POST', '/api/session', { challenge, code });
  const isProved = () =>
    house.database
      .selectFrom('one_time')
      .select('id')
      .where('id', 'like', `${challenge.slice(0, 36)}%`)
      .where('used_at', 'is not', null)
      .execute();
  await expect.poll(isProved, { timeout: 10_000 }).toHaveLength(1);
  const old = await stored();
  const choosing = marieAtHome.ask('PUT', '/api/recovery/password', { ticket, password: 'Quatre-bateaux-9' });
  await expect.poll(stored, { timeout: 10_000 }).not.toBe(old);
  await letGo();

  expect((await choosing).statusCode).toBe(204);
  expect((await signingIn).json()).toMatchObject({ code: 'challenge-expired' });
  expect(await house.database.selectFrom('session').selectAll().execute()).toEqual([]);
});

test('However often strangers ask for Marie’s identifier, she gets one mail in a quarter of an hour', async () => {
  const asking = async (count: number): Promise<void> => {
    for (let place = 0; place < count; place += 1)
      await visitorOf(house, { agent: 'x', ip: `198.51.100.${place}` }).ask('POST', '/api/recovery/identifier', {
        email: place % 2 ? 'marie@maison.example' : 'Marie@Maison.example',
        birthDate: '1979-03-28',
      });
  };
  const reminders = async () => (await house.mails()).filter(({ subject }) => /identifiant/.test(subject)).length;
  await asking(6);
  // Errands are run, and mails sent, in the order in which they came.
  await visitorOf(house, { agent: 'x', ip: '192.0.2.1' }).ask('POST', '/api/recovery/password', marieOnly);
  await house.mail(/nouveau mot de passe/);
  expect(await reminders()).toBe(1);
  house.time.pass(15);
  await asking(1);
  await expect.poll(reminders, { timeout: 20_000 }).toBe(2);
});
