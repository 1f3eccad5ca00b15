import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../../testing/until.ts';
import { marie, openHouse, type House } from './testing/sign-in-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());
const call = (method: 'POST' | 'PUT' | 'GET', url: string, payload: object = {}, ip = '192.0.2.1', cookie = '') =>
  house.app.inject({ method, url: `/api${url}`, ...(method === 'GET' ? {} : { payload }), headers: { 'x-forwarded-for': ip, ...(cookie ? { cookie } : {}) } });

const link = async (): Promise<string> => {
  await call('POST', '/recovery/password', { identifier: marie.identifier });
  const { text } = await house.mail(/mot de passe/i);
  return /#(\S+)/.exec(text)?.[1] ?? '';
};

test('session', async () => {
  const ticket = await link();
  const { challenge } = (await call('POST', '/session/password', marie)).json<{ challenge: string }>();
  await call('POST', '/session/code', { challenge, channel: 'email' });
  const code = await house.newCode();
  const client = new pg.Client({ connectionString: house.postgres.url });
  await client.connect();
  await client.query('begin');
  await client.query('lock table passerelle.device in access exclusive mode');
  const signing = call('POST', '/session', { challenge, code });
  await until('used', async () => {
    const rows = await house.database.selectFrom('one_time').select('id').where('purpose', '=', 'challenge').where('used_at', 'is not', null).execute();
    return rows.length > 0 || undefined;
  });
  const before = await house.database.selectFrom('account').select('password').executeTakeFirstOrThrow();
  const resetting = call('PUT', '/recovery/password', { ticket, password: 'Nouvelle-lune-42-bleue!' });
  await until('changed', async () => {
    const now = await house.database.selectFrom('account').select('password').executeTakeFirstOrThrow();
    return now.password !== before.password || undefined;
  });
  await client.query('commit');
  await client.end();
  const [signed, reset] = await Promise.all([signing, resetting]);
  const cookie = signed.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const who = await call('GET', '/session', {}, '192.0.2.1', cookie);
  process.stdout.write(`SESSION signed=${signed.statusCode} reset=${reset.statusCode} who=${who.statusCode} ${JSON.stringify(who.headers)}\n`);
});

test('challenge', async () => {
  const ticket = await link();
  await house.database.executeQuery(CompiledQuery.raw(`create function passerelle.hold() returns trigger language plpgsql as $$ begin if new.count < old.count then perform pg_advisory_xact_lock(42); end if; return new; end $$`));
  await house.database.executeQuery(CompiledQuery.raw(`create trigger hold before update on passerelle.throttle for each row execute function passerelle.hold()`));
  const client = new pg.Client({ connectionString: house.postgres.url });
  await client.connect();
  await client.query('select pg_advisory_lock(42)');
  const first = call('POST', '/session/password', marie);
  await until('waiting', async () => (await client.query(`select 1 from pg_locks where locktype = 'advisory' and not granted and objid = 42`)).rowCount || undefined);
  const reset = await call('PUT', '/recovery/password', { ticket, password: 'Nouvelle-lune-42-bleue!' }, '192.0.2.9');
  await client.query('select pg_advisory_unlock(42)');
  await client.end();
  const answer = await first;
  process.stdout.write(`CHALLENGE reset=${reset.statusCode} ${answer.statusCode} ${answer.body}\n`);
});

test('flood', async () => {
  for (let i = 0; i < 30; i += 1)
    await call('POST', '/recovery/identifier', { email: 'Marie@maison.example', birthDate: '1979-03-28' }, `198.51.100.${i}`);
  await call('POST', '/recovery/password', { identifier: marie.identifier }, '203.0.113.1');
  await house.mail(/mot de passe/i);
  const sent = (await house.mails()).filter(({ text }) => text.includes(marie.identifier));
  process.stdout.write(`FLOOD ${sent.length}\n`);
}, 60_000);
