import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../testing/postgres.ts';
import { insure, settle } from '../../testing/register.ts';
import { noRules } from '../access/facts.ts';
import { addRepresentative } from '../access/representatives.ts';
import { bySubject } from '../auth/limits.ts';
import { openSession } from '../auth/sessions.ts';
import { spend } from '../auth/throttle.ts';
import { connect, type Database } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { readSecrets } from '../secrets.ts';
import { runAdmin } from './run.ts';

const ins = '279035121518989';
let dataDir: string;
let postgres: FreshDatabase;
let database: Database;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-admin-'));
  postgres = await freshDatabase();
  database = connect(postgres.url);
  await migrate(database);
  await addMarie();
});
afterEach(async () => {
  await database.destroy();
  await postgres.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function admin(...words: string[]): Promise<{ code: number; output: string }> {
  const said: string[] = [];
  const env = { DATABASE_URL: postgres.url, DATA_DIR: dataDir, SMTP_RELAY_URL: 'smtp://127.0.0.1:9' };
  const code = await runAdmin(words, env, (line) => said.push(`${line}\n`));
  return { code, output: said.join('') };
}

async function addMarie(): Promise<void> {
  await insure(database, { ins });
  await settle(database, ins, { patient: 'marie', identifier: 'marie.durand', email: 'marie@maison.example' });
}

const reasons = async () =>
  (await database.selectFrom('audit_line').select('line').orderBy('seq').execute()).map(
    ({ line }) => (JSON.parse(line) as { reason: string }).reason,
  );

test('Marie, who calls because she has to wait, may try again at once', async () => {
  const limit = bySubject({ secret: readSecrets(dataDir).seal, ip: '' }, 'password', 'marie.durand');
  const tries = async (count: number) => {
    for (let at = 0; at < count; at += 1) await spend(database, new Date(), [limit]);
  };
  await expect(tries(11)).rejects.toMatchObject({ code: 'attempts-exceeded' });
  const { code, output } = await admin('accounts', 'unlock', ins);
  expect([code, output]).toEqual([0, '2••••••••••••89: may try again\n']);
  await tries(10);
  expect(await reasons()).toEqual(['unlocked']);
});

test('Marie, who lost her telephone, has every session ended and is told', async () => {
  for (let count = 0; count < 2; count += 1)
    await openSession(database, new Date(), { kind: 'patient', account: 'account-of-marie' });
  const { code, output } = await admin('sessions', 'end', ins);
  expect([code, output]).toEqual([0, '2••••••••••••89: every session is ended\n']);
  expect(await database.selectFrom('session').select('id').execute()).toEqual([]);
  expect(await reasons()).toEqual(['operator']);
});

test('a judgment ends what Marie is to Léa at once, once, and leaves its lines of audit', async () => {
  const lea = '211077500100269';
  await database
    .insertInto('insured')
    .values({
      ...{ ins: lea, ins_oid: '1.2.250.1.213.1.4.11', birth_name: 'DURAND', first_names: 'LEA', sex: 'female' },
      ...{ used_name: null, used_first_name: null, birth_date: '2011-07-01', birth_place: '75001' },
      ...{ card: 'with-photo', card_serial: '12345678902', email: null, mobile: null, attached_to: [ins] },
    })
    .execute();
  await database
    .insertInto('space')
    .values({ patient: 'lea', ins: lea, state: 'open', rules: JSON.stringify(noRules) })
    .execute();
  const at = new Date();
  await addRepresentative(database, { patient: 'lea', person: 'marie', by: 'register', declaredAt: at, at });
  const represents = async () =>
    database.selectFrom('legal_representative').select('ended_by').where('ended_at', 'is', null).execute();
  expect(await represents()).toHaveLength(1);
  expect((await admin('families', 'end', lea, ins)).code).toBe(0);
  expect(await represents()).toEqual([]);
  expect((await admin('families', 'end', lea, ins)).code).toBe(1);
  expect((await admin('families', 'end', lea)).code).toBe(2);
  expect(await reasons()).toEqual(['removed', 'represents nobody there']);
});

test.each(['accounts unlock', 'sessions end'])(
  '“%s” says so when there is no login, and wants one INS',
  async (verb) => {
    const words = verb.split(' ');
    expect((await admin(...words, '186127512345675')).code).toBe(1);
    expect((await admin(...words)).code).toBe(2);
    expect((await admin(...words, ins, ins)).code).toBe(2);
  },
);
