import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../testing/until.ts';
import { freshTicket } from '../auth/one-time.ts';
import { resetPassword } from '../auth/recovery.ts';
import { asks, openSettingsHouse, type SettingsHouse } from './testing/settings-house.ts';

let house: SettingsHouse;
let copy: Awaited<ReturnType<SettingsHouse['copy']>>;
beforeAll(async () => {
  house = await openSettingsHouse();
  copy = await house.copy();
}, 60_000);
afterAll(() => house.close());

const areWaiting = (count: number) =>
  until(`${count} who wait`, async () => {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      house.database,
    );
    return rows.length === count || undefined;
  });

/** Chooses another password by a link, as far as it has come when others are at it. @returns lets it end */
async function choosing(account: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  await client.query('begin');
  await client.query(`update passerelle.account set password = 'by a link' where id = $1`, [account]);
  await client.query('delete from passerelle.session where account = $1', [account]);
  return async () => {
    await areWaiting(1);
    await client.query('commit');
    await client.end();
  };
}

test('Who changes a password with the one before is too late once its owner has chosen another by a link', async () => {
  const { account, cookie } = await house.resident({ identifier: 'robbed.owner' });
  const chosen = await choosing(account.id);
  const thief = asks(copy.app, cookie)('PUT', '/settings/password', {
    ...{ current: 'Vélo-rouge-sous-7-ponts!', password: 'Trois-bateaux-au-port-8' },
  });
  await chosen();
  expect((await thief).json()).toMatchObject({ code: 'current-password-wrong' });
  expect(await rowOf(account.id)).toMatchObject({ password: 'by a link' });
});

const rowOf = (id: string) =>
  house.database.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test.each(['identifier', 'mail address', 'mobile'])(
  'and so is who changes the %s: that session has ended',
  async (what) => {
    const { account, cookie } = await house.resident({ identifier: `robbed.of.${what.replace(' ', '')}` });
    const ask = asks(copy.app, cookie);
    const before = house.mails.length;
    if (what === 'mail address') await ask('POST', '/settings/contacts', { kind: 'email', address: 'thief@x.example' });
    const code = /\b(\d{6})\b/.exec(house.mails.slice(before).at(-1)?.text ?? '')?.[1] ?? '';
    await house.database
      .updateTable('account')
      .set({ mobile: '+33639980111', mobile_verified_at: new Date() })
      .where('id', '=', account.id)
      .execute();
    const chosen = await choosing(account.id);
    const acts = {
      identifier: () => ask('PUT', '/settings/identifier', { identifier: 'of.the.thief' }),
      'mail address': () => ask('PUT', '/settings/contacts/email', { code }),
      mobile: () => ask('DELETE', '/settings/contacts/mobile'),
    };
    const thief = acts[what as keyof typeof acts]();
    await chosen();
    expect((await thief).statusCode).toBe(403);
    const { identifier, email } = account;
    expect(await rowOf(account.id)).toMatchObject({ identifier, email, mobile: '+33639980111' });
  },
);

test('Who changes their mail address as they choose a password by a link hears that the link is worth nothing any more', async () => {
  const { account, cookie } = await house.resident({ identifier: 'does.both', mobile: null });
  const ask = asks(copy.app, cookie);
  const before = house.mails.length;
  await ask('POST', '/settings/contacts', { kind: 'email', address: 'both@maison.example' });
  const code = /\b(\d{6})\b/.exec(house.mails.slice(before).at(-1)?.text ?? '')?.[1] ?? '';
  const { ticket, id, hash } = freshTicket();
  const expires_at = new Date(house.time.clock().getTime() + 60_000);
  await house.database
    .insertInto('one_time')
    .values({ id, hash, purpose: 'recovery', subject: account.id, expires_at, used_at: null })
    .execute();
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  await client.query('begin');
  await client.query('select from passerelle.account where id = $1 for update', [account.id]);
  const changing = ask('PUT', '/settings/contacts/email', { code });
  await areWaiting(1);
  const origin = { request: 'r', ip: '192.0.2.1', device: undefined, agent: undefined };
  const afterwards = () => Promise.resolve();
  const choosing = resetPassword(
    { ...house.parts, afterwards },
    { ticket, password: 'Trois-bateaux-au-port-8' },
    origin,
  );
  const refusal = choosing.catch((error: unknown) => error);
  await areWaiting(2);
  await client.query('commit');
  await client.end();
  expect((await changing).statusCode).toBe(204);
  expect(await refusal).toMatchObject({ code: 'recovery-expired' });
});
