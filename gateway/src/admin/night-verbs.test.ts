import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { matriculeOf } from '@passerelle/fhir-mappings';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../testing/postgres.ts';
import { until } from '../../testing/until.ts';
import { connect, type Database } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { startFhirServer } from '../embedded/fhir-server/server.ts';
import { startJobs, type Jobs } from '../jobs/jobs.ts';
import { printQueueOf } from '../letters/print-queue.ts';
import type { Mail } from '../mail/mailer.ts';
import { startTelling } from '../mail/reach.ts';
import { readSecrets } from '../secrets.ts';
import type { SmsText } from '../sms/sms.ts';
import { runAdmin } from './run.ts';

const jeanne = matriculeOf('2480635238007');
const paul = matriculeOf('1390221231019');
const nobody = matriculeOf('1390221231020');
const masked = (ins: string): string => `${ins.slice(0, 1)}••••••••••••${ins.slice(-2)}`;

let dataDir: string;
let postgres: FreshDatabase;
let database: Database;
let jobs: Jobs;
let fhir: { url: string; stop: () => Promise<void> };
const mails: Mail[] = [];
const texts: SmsText[] = [];

/** The gateway beside which the operator works, as far as it tells people something. */
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-operator-'));
  postgres = await freshDatabase();
  database = connect(postgres.url);
  await migrate(database);
  fhir = await startFhirServer({ databaseUrl: postgres.url, host: '127.0.0.1' });
  jobs = await startJobs(postgres.url);
  const mailer = { send: async (mail: Mail) => void mails.push(mail) };
  const sms = { send: async (text: SmsText) => void texts.push(text) };
  const { seal } = readSecrets(dataDir);
  await startTelling({ database, jobs, mailer, sms, dataDir, secret: seal, clock: () => new Date() });
});
afterAll(async () => {
  await jobs.stop();
  await fhir.stop();
  await database.destroy();
  await postgres.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const header =
  'ins,ins_oid,birth_name,first_names,used_name,used_first_name,sex,birth_date,birth_place,card,card_serial,email,mobile,attached_to,address';
const row = (ins: string, email: string, mobile: string, address: string): string =>
  `${ins},1.2.250.1.213.1.4.11,LEROY,Jeanne,,,female,1948-06-14,35238,without-photo,30456789,${email},${mobile},,${address}`;

/** `npm run admin -- …` */
async function admin(words: string[], more: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  const said: string[] = [];
  const env = { DATABASE_URL: postgres.url, FHIR_BASE_URL: fhir.url, DATA_DIR: dataDir, ...more };
  const code = await runAdmin(words, env, (line) => said.push(`${line}\n`));
  return { code, output: said.join('') };
}
const lastLine = async () => {
  const row = await database.selectFrom('audit_line').select('line').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return JSON.parse(row?.line ?? '{}') as { action: string; outcome: string; reason: string; actor: { kind: string } };
};
const codeIn = (text: string): string | undefined => /(?:: |est )([A-HJKMNP-Z2-9]{12})[\n,]/.exec(text)?.[1];

beforeEach(async () => {
  for (const table of ['announcement', 'welcome', 'space', 'letter', 'night_run', 'one_time'] as const)
    await database.deleteFrom(table).execute();
  mails.length = 0;
  texts.length = 0;
  const file = path.join(dataDir, 'file.csv');
  const people = [
    row(jeanne, 'jeanne@maison.example', '+33639980101', ''),
    row(paul, '', '', '4 quai des Lys|35000 RENNES'),
  ];
  await writeFile(file, [header, ...people].join('\n'));
  expect(await admin(['insured', 'import', file])).toMatchObject({ code: 0 });
});

describe('A1: The operator sends provisional codes', () => {
  test('to the address that the insurer knows, showing neither code nor NIR', async () => {
    const { code, output } = await admin(['codes', 'send', jeanne]);
    expect([code, output]).toEqual([0, `${masked(jeanne)}: code on its way by email\n`]);
    const mail = await until('the mail', () => mails[0]);
    const sent = codeIn(mail.text);
    expect([mail.to, sent]).toEqual(['jeanne@maison.example', expect.any(String)]);
    const kept = await database.selectFrom('audit_line').select('line').execute();
    const codes = await database.selectFrom('one_time').selectAll().execute();
    expect(JSON.stringify([kept, codes])).not.toContain(sent);
    expect(JSON.stringify(kept)).not.toContain(jeanne);
  });

  test('as a text message, or as a letter in the print queue, which is then marked as printed', async () => {
    expect(await admin(['codes', 'send', jeanne, '--by', 'sms'])).toMatchObject({ code: 0 });
    expect(codeIn((await until('the text message', () => texts[0])).text)).toBeDefined();
    expect((await admin(['codes', 'send', paul])).output).toContain('by post');
    const file = await until('the letter', async () =>
      (await readdir(printQueueOf(dataDir)).catch(() => [])).find((name) => name.endsWith('.pdf')),
    );
    await until('its row', () => database.selectFrom('letter').select('id').executeTakeFirst());
    expect((await admin(['letters', 'list'])).output).toContain(`${file}  provisional-code`);
    expect(await admin(['letters', 'printed', file, 'other.pdf'])).toEqual({
      ...{ code: 1, output: `${file}: printed\nother.pdf: no such letter\n` },
    });
    expect((await admin(['letters', 'list'])).output).not.toContain(file);
    expect((await admin(['letters', 'list', '--all'])).output).toContain(file);
  });

  test('and never at a parent’s address: who came of age gets theirs by post', async () => {
    const email = 'Jeanne@maison.example';
    const shared = { attached_to: [jeanne], email, mobile: '0639980101' };
    await database.updateTable('insured').set(shared).where('ins', '=', paul).execute();
    expect((await admin(['codes', 'send', paul])).output).toContain('by post');
    for (const by of ['email', 'sms']) expect((await admin(['codes', 'send', paul, '--by', by])).code).toBe(1);
  });

  test('and hears of who is not in the register or cannot be reached that way', async () => {
    const { code, output } = await admin(['codes', 'send', nobody, paul, '--by', 'email']);
    expect(code).toBe(1);
    expect(output).toBe(
      `${masked(nobody)}: not in the register\n${masked(paul)}: no e-mail address of their own in the register\n`,
    );
    expect(await database.selectFrom('one_time').selectAll().execute()).toEqual([]);
  });
});

describe('A7: The operator', () => {
  test('gives notice, does the night of a month later, twice without harm, and sees the states', async () => {
    expect(await admin(['openings', 'announce', '--all'])).toEqual({
      code: 0,
      output: 'told 2, without an address 0\n',
    });
    expect(await admin(['openings', 'announce', jeanne])).toMatchObject({
      code: 1,
      output: expect.stringContaining('was told') as string,
    });
    expect((await admin(['openings', 'list'])).output).toMatch(/email +1\n.*post +1\n/);
    expect((await admin(['spaces', 'list'])).output).toBe('announced 2\n');
    const later = new Date(Date.now() + 32 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    expect((await admin(['jobs', 'run', '--at', later, '--only', 'open'])).output).toMatch(/open +2 +0\n/);
    expect(await lastLine()).toMatchObject({
      action: 'job.run',
      outcome: 'success',
      reason: 'open 2/0',
      actor: { kind: 'operator' },
    });
    expect((await admin(['jobs', 'run', '--at', later])).output).toMatch(/open +0 +0\n/);
    expect((await admin(['spaces', 'list', '--json'])).output).toBe('{"open-without-login":2}\n');
    expect((await admin(['spaces', 'list', '--state', 'opposed'])).output).toBe('no space\n');
    const { output } = await admin(['jobs', 'list']);
    expect(output).toMatch(/open +2 +0\n/);
    expect(output).toMatch(/told +\d+ +0\n/);
    expect(output).toMatch(/letters to print: \d/);
  });

  test('sees the state of one person, and no NIR anywhere', async () => {
    await admin(['openings', 'announce', paul]);
    expect((await admin(['spaces', 'list', '--ins', paul])).output).toMatch(
      /^1•+\d\d: announced, opens on \d{4}-\d\d-\d\d\n$/,
    );
    expect((await admin(['spaces', 'list', '--ins', jeanne])).output).toBe(`${masked(jeanne)}: none\n`);
    expect(await admin(['spaces', 'list', '--ins', nobody])).toEqual({
      code: 1,
      output: `${masked(nobody)}: not in the register\n`,
    });
    const lines = await database.selectFrom('audit_line').select('line').execute();
    for (const ins of [jeanne, paul, nobody]) expect(JSON.stringify(lines)).not.toContain(ins.slice(0, 13));
  });

  test.each([
    [['jobs', 'run', '--at', 'tomorrow'], '--at is a day'],
    [['jobs', 'run', '--at', '2026-02-30'], '--at is a day'],
    [['jobs', 'run', '--at'], '--at wants a value'],
    [['jobs', 'run', '--only', 'everything'], '--only is one of majority, removals'],
    [['jobs', 'run', 'now'], 'jobs run [--at DATE]'],
    [['jobs', 'list', '--loud'], '--loud is no option'],
    [['spaces', 'list', '--state', 'ajar'], '--state is one of open'],
    [['openings', 'announce'], 'openings announce INS … or --all'],
    [['codes', 'send', '--by', 'pigeon'], '--by is email, sms or post'],
  ])('who says %j hears what is right, and nothing is done', async (words, said) => {
    const before = await database.selectFrom('audit_line').select('seq').execute();
    expect(await admin(words)).toEqual({ code: 2, output: expect.stringContaining(said) as string });
    expect(await database.selectFrom('audit_line').select('seq').execute()).toEqual(before);
  });

  test('cannot have a future night done in production', async () => {
    const real = {
      NODE_ENV: 'production',
      OIDC_ISSUER: 'https://idp.example',
      OIDC_CLIENT_SECRET: 'a',
      SMTP_RELAY_URL: 'smtp://relay.example',
    };
    const production = { ...real, PUBLIC_URL: 'https://espace.example', DEMO: 'no' };
    const later = new Date(Date.now() + 2 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    expect(await admin(['jobs', 'run', '--at', later], production)).toEqual({
      ...{ code: 2, output: '--at cannot be in the future in production\n' },
    });
    expect(await admin(['jobs', 'run'], production)).toMatchObject({ code: 0 });
  });
});
