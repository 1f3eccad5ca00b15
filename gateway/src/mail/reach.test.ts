import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pdfText } from '../../testing/pdf-text.ts';
import { freshDatabase, type FreshDatabase } from '../../testing/postgres.ts';
import { insure, settle } from '../../testing/register.ts';
import { until } from '../../testing/until.ts';
import { connect, type Database } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { derivedId } from '../derived-id.ts';
import { startMailCatcher, type MailCatcher } from '../embedded/mail-catcher.ts';
import { startJobs, type Jobs } from '../jobs/jobs.ts';
import { printQueueOf } from '../letters/print-queue.ts';
import { createSms } from '../sms/sms.ts';
import { createMailer, type Mailer } from './mailer.ts';
import { startTelling, type TellPerson } from './reach.ts';

let dataDir: string;
let postgres: FreshDatabase;
let database: Database;
let catcher: MailCatcher;
let jobs: Jobs;
let mailer: Mailer;
let tell: TellPerson;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-reach-'));
  postgres = await freshDatabase();
  database = connect(postgres.url, 5);
  await migrate(database);
  catcher = await startMailCatcher({ smtpPort: 0, port: 0, host: '127.0.0.1', dataDir });
  mailer = createMailer({ url: catcher.smtpUrl, from: 'Passerelle <notices@passerelle.example>' });
  const sms = createSms({ url: catcher.smsUrl, token: 'caught', sender: 'Passerelle' });
  jobs = await startJobs(postgres.url);
  const clock = () => new Date('2026-03-02T09:00:00Z');
  tell = await startTelling({ database, jobs, mailer, sms, dataDir, secret: Buffer.alloc(32, 5), clock });
});
afterEach(async () => {
  await jobs.stop();
  mailer.close();
  await catcher.stop();
  await database.destroy();
  await postgres.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const ins = '248063523800730';
const code = { code: 'ABCDEFGH2345', days: 45, address: 'https://espace.example/open' };

const addJeanne = (known: { email?: string; address?: string[] }): Promise<void> =>
  insure(database, { ins, birth_name: 'LEROY', first_names: 'Jeanne', used_name: 'DUVAL', ...known });

const giveAccount = (): Promise<void> =>
  settle(database, ins, {
    ...{ patient: 'jeanne', identifier: 'jeanne.duval', email: 'jeanne@verified.example', language: 'en' },
  });

interface Caught {
  kind: 'mail' | 'sms';
  to: string[];
  from: string;
  subject: string;
  text: string;
}
const caught = async (to = ''): Promise<Caught[]> =>
  (await (await fetch(`${catcher.url}/messages${to && `?to=${encodeURIComponent(to)}`}`)).json()) as Caught[];
const arrived = (to: string) => until(`a message to ${to}`, async () => (await caught(to))[0]);
/** Letters that are whole. */
const queued = async () =>
  (await readdir(printQueueOf(dataDir)).catch(() => [])).filter((file) => !file.startsWith('.'));

describe('Jeanne is told', () => {
  test('at the address of her account, in its language, once she has one', async () => {
    await addJeanne({ email: 'jeanne@register.example', address: ['12 RUE DE L’ÉGLISE'] });
    await giveAccount();
    expect(await tell({ ins }, 'provisional-code', code)).toBe('email');
    expect(await arrived('jeanne@verified.example')).toMatchObject({ subject: 'Your provisional code' });
    expect(await tell({ account: 'account-of-jeanne' }, 'new-message', { address: 'https://a.example' })).toBe('email');
  });

  test('at the address that the insurer knows, before that', async () => {
    await addJeanne({ email: 'jeanne@register.example', address: ['12 RUE DE L’ÉGLISE'] });
    expect(await tell({ ins }, 'provisional-code', code)).toBe('email');
    expect((await arrived('jeanne@register.example')).text).toContain('ABCDEFGH2345');
  });

  test('by a letter for the operator to print, when there is no address to write to', async () => {
    await addJeanne({ address: ['12 RUE DE L’ÉGLISE', '35000 RENNES'] });
    const id = derivedId('letter', ins);
    expect(await tell({ ins }, 'provisional-code', code, { id })).toBe('post');
    const [file = ''] = await until('a letter', async () => ((await queued()).length > 0 ? queued() : undefined));
    expect(file).toBe(`2026-03-02-${id}.pdf`);
    const text = pdfText(await readFile(path.join(printQueueOf(dataDir), file)));
    for (const words of ['Jeanne DUVAL', '35000 RENNES', 'ABCDEFGH2345']) expect(text).toContain(words);
  });

  test('by nothing, and it is said, when nobody knows where she is', async () => {
    await addJeanne({});
    expect(await tell({ ins }, 'provisional-code', code)).toBe('nobody');
    expect(await tell({ account: 'nobody' }, 'new-message', { address: '' })).toBe('nobody');
  });

  test('on her mobile, where the page of the catcher shows it beside the mails', async () => {
    expect(
      await tell({ mobile: '+33639980101', language: 'fr' }, 'sign-in-code', { code: '012345', minutes: 10 }),
    ).toBe('sms');
    expect(await arrived('+33639980101')).toMatchObject({ kind: 'sms', from: 'Passerelle' });
    const page = await (await fetch(catcher.url)).text();
    expect(page).toContain('>SMS<');
    expect(page).toContain('+33639980101');
  });

  test('once, when the same thing is told twice', async () => {
    const whom = { email: 'jeanne@register.example', language: 'fr' } as const;
    const id = derivedId('notice', ins);
    await tell(whom, 'provisional-code', code, { id });
    await arrived('jeanne@register.example');
    await tell(whom, 'provisional-code', code, { id });
    await tell({ ...whom, email: 'next@register.example' }, 'provisional-code', code);
    await arrived('next@register.example');
    expect(await caught('jeanne@register.example')).toHaveLength(1);
  });

  test('of a change only if the change is made', async () => {
    const whom = { email: 'jeanne@register.example', language: 'fr' } as const;
    const change = database.transaction().execute(async (within) => {
      await tell(whom, 'provisional-code', code, { within });
      throw new Error('refused');
    });
    await expect(change).rejects.toThrow('refused');
    await tell({ ...whom, email: 'next@register.example' }, 'provisional-code', code);
    await arrived('next@register.example');
    expect(await caught('jeanne@register.example')).toEqual([]);
  });
});

test('What waits to be told shows neither code nor address to who reads the database', async () => {
  await catcher.stop();
  await tell({ email: 'jeanne@register.example', language: 'fr' }, 'provisional-code', code);
  const { rows } = await sql<{ data: object }>`select data from jobs.job`.execute(database);
  expect(rows).not.toEqual([]);
  expect(JSON.stringify(rows)).not.toMatch(/jeanne|ABCDEFGH2345/);
  catcher = await startMailCatcher({ smtpPort: 0, port: 0, host: '127.0.0.1', dataDir });
});

test.each([
  ['without a token', {}, { to: '+33639980101', from: 'P', text: 'x' }, 401],
  ['with no number', { authorization: 'Bearer x' }, { to: 'jeanne', from: 'P', text: 'x' }, 400],
  ['without end', { authorization: 'Bearer x' }, { to: '+33639980101', from: 'P', text: 'x'.repeat(70_000) }, 413],
])('The catcher takes no text message %s', async (_, headers, body, status) => {
  const answer = await fetch(catcher.smsUrl, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(status);
  expect(await caught()).toEqual([]);
});
