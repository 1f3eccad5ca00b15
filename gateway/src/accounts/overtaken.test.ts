import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../testing/until.ts';
import { asks, openSettingsHouse, type SettingsHouse } from './testing/settings-house.ts';

let house: SettingsHouse;
let copy: Awaited<ReturnType<SettingsHouse['copy']>>;
beforeAll(async () => {
  house = await openSettingsHouse();
  copy = await house.copy();
}, 60_000);
afterAll(() => house.close());

const isWaiting = (client: pg.Client) =>
  until('who waits', async () => {
    const { rows } = await client.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length > 0 || undefined;
  });

test('Who changes a password with the one before is too late once its owner has chosen another by a link', async () => {
  const { account, cookie } = await house.resident({ identifier: 'robbed.owner' });
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  await client.query('begin');
  await client.query(`update passerelle.account set password = 'by a link' where id = $1`, [account.id]);
  await client.query('delete from passerelle.session where account = $1', [account.id]);
  const thief = asks(copy.app, cookie)('PUT', '/settings/password', {
    ...{ current: 'Vélo-rouge-sous-7-ponts!', password: 'Trois-bateaux-au-port-8' },
  });
  await isWaiting(client);
  await client.query('commit');
  await client.end();
  expect((await thief).json()).toMatchObject({ code: 'current-password-wrong' });
  const row = house.database.selectFrom('account').select('password').where('id', '=', account.id);
  expect(await row.executeTakeFirst()).toEqual({ password: 'by a link' });
});
