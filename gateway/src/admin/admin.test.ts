import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { matriculeOf } from '@passerelle/fhir-mappings';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../testing/postgres.ts';
import { connect, type Database } from '../database/connect.ts';
import { startMailCatcher, type MailCatcher } from '../embedded/mail-catcher.ts';
import { runAdmin } from './run.ts';

const jeanne = matriculeOf('2480635238007');
const paul = matriculeOf('1390221231019');
const corsican = matriculeOf('179032A004123');
const header =
  'ins,ins_oid,birth_name,first_names,used_name,used_first_name,sex,birth_date,birth_place,card,card_serial,email,mobile,attached_to,address';
const row = (ins: string, changes: Record<string, string> = {}): string => {
  const cells = {
    ...{ ins, ins_oid: '1.2.250.1.213.1.4.11', birth_name: 'LEROY', first_names: 'Jeanne Marie', used_name: 'DUVAL' },
    ...{ used_first_name: '', sex: 'female', birth_date: '1948-06-14', birth_place: '35238', card: 'without-photo' },
    ...{
      card_serial: '30456789',
      email: 'jeanne@maison.example',
      mobile: '',
      attached_to: '',
      address: '',
      ...changes,
    },
  };
  return Object.values(cells).join(',');
};

let dataDir: string;
let postgres: FreshDatabase;
let database: Database;
let catcher: MailCatcher;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-admin-'));
  postgres = await freshDatabase();
  database = connect(postgres.url);
  catcher = await startMailCatcher({ smtpPort: 0, port: 0, host: '127.0.0.1', dataDir });
});
afterEach(async () => {
  await catcher.stop();
  await database.destroy();
  await postgres.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const env = () => ({ DATABASE_URL: postgres.url, DATA_DIR: dataDir, SMTP_RELAY_URL: catcher.smtpUrl });
/** `npm run admin -- …` */
async function admin(...words: string[]): Promise<{ code: number; output: string }> {
  const said: string[] = [];
  const code = await runAdmin(words, env(), (line) => said.push(`${line}\n`));
  return { code, output: said.join('') };
}
async function importing(kind: string, ...lines: string[]) {
  const file = path.join(dataDir, 'file.csv');
  await writeFile(file, lines.join('\n'));
  return admin(kind, 'import', file);
}
const insured = () => database.selectFrom('insured').selectAll().orderBy('ins').execute();
const auditLines = async () =>
  (await database.selectFrom('audit_line').select('line').orderBy('seq').execute()).map(({ line }) => line);

describe('0.1: the operator loads the register', () => {
  test('and again: the second time changes nothing', async () => {
    const lines = [header, row(jeanne), row(corsican, { card: 'with-photo', card_serial: '12345678901' })];
    expect(await importing('insured', ...lines)).toEqual({
      ...{ code: 0, output: 'inserted 2, updated 0, unchanged 0, refused 0\n' },
    });
    const before = await insured();
    expect((await importing('insured', ...lines)).output).toBe('inserted 0, updated 0, unchanged 2, refused 0\n');
    expect(await insured()).toEqual(before);
    const moved = await importing('insured', header, row(jeanne, { email: 'new@maison.example' }));
    expect(moved.output).toBe('inserted 0, updated 1, unchanged 0, refused 0\n');
  });

  test('and hears of each wrong row its line and reason, without what stood in it; the rest loads', async () => {
    const wrong: [Record<string, string>, string][] = [
      [{ ins: `${paul.slice(0, 13)}${paul.endsWith('01') ? '02' : '01'}` }, 'ins ('],
      [{ birth_date: '1948-02-30' }, 'birth_date ('],
      [{ birth_date: '2999-01-01' }, 'birth_date ('],
      [{ card: 'golden' }, 'card ('],
      [{ card_serial: '1234567' }, 'card_serial ('],
      [{ card: 'with-photo' }, 'card_serial ('],
      [{ sex: 'other' }, 'sex ('],
      [{ email: 'nowhere' }, 'email ('],
      [{ birth_name: '' }, 'birth_name ('],
      [{ birth_name: '<script>' }, 'birth_name ('],
      [{ attached_to: '123' }, 'attached_to ('],
      [{ ins_oid: '1.2.3' }, 'ins_oid ('],
      [{ address: 'a|b|c|d|e|f|g' }, 'address ('],
      [{ address: 'une ligne de plus de trente-huit caractères' }, 'address ('],
    ];
    const { code, output } = await importing(
      'insured',
      header,
      ...wrong.map(([changes]) => row(paul, changes)),
      row(jeanne),
      row(jeanne),
    );
    expect(code).toBe(1);
    const said = output.trim().split('\n');
    wrong.forEach(([, reason], index) => expect(said[index]).toContain(`line ${index + 2}: ${reason}`));
    expect(said.at(-2)).toBe(`line ${wrong.length + 3}: ins (already in line ${wrong.length + 2})`);
    expect(said.at(-1)).toBe(`inserted 1, updated 0, unchanged 0, refused ${wrong.length + 1}`);
    expect((await insured()).map(({ ins }) => ins)).toEqual([jeanne]);
    expect(output).not.toContain(paul.slice(0, 13));
  });

  test('with semicolons, a byte order mark and Windows line ends as spreadsheets write them', async () => {
    const file = `\uFEFF${[header, row(jeanne)].join('\r\n').replaceAll(',', ';')}\r\n`;
    expect(await importing('insured', file)).toMatchObject({ code: 0 });
  });

  test('and a row that is cut short, or runs on, is refused whole: nothing is taken away of somebody by half a row', async () => {
    const attached = { attached_to: corsican, address: '4 quai des Lys|35000 RENNES' };
    await importing('insured', header, row(jeanne, attached));
    const before = await insured();
    const half = row(jeanne, attached).split(',').slice(0, 12).join(',');
    const comma = row(jeanne, { ...attached, address: '4, quai des Lys|35000 RENNES' });
    const { code, output } = await importing('insured', header, half, comma, row(paul));
    expect([code, output]).toEqual([
      1,
      'line 2: 12 cells, and 15 columns\nline 3: 16 cells, and 15 columns\ninserted 1, updated 0, unchanged 0, refused 2\n',
    ]);
    expect((await insured()).filter(({ ins }) => ins === jeanne)).toEqual(before);
  });

  test('and a file without a column says nothing of it: parents stay attached, and addresses stay', async () => {
    await importing('insured', header, row(jeanne, { attached_to: corsican, address: '4 quai des Lys|35000 RENNES' }));
    const [before] = await insured();
    const without = (line: string) => line.split(',').slice(0, 11).join(',');
    const lines = [without(header), without(row(jeanne, { birth_name: 'LE ROY' })), without(row(paul))];
    expect((await importing('insured', ...lines)).output).toBe('inserted 1, updated 1, unchanged 0, refused 0\n');
    expect((await importing('insured', ...lines)).output).toBe('inserted 0, updated 0, unchanged 2, refused 0\n');
    expect((await insured()).find(({ ins }) => ins === jeanne)).toEqual({ ...before, birth_name: 'LE ROY' });
  });

  test('between semicolons a comma is a comma, as streets have it', async () => {
    const lines = [header, row(jeanne, { address: '4# quai des Lys|35000 RENNES' })];
    const { code } = await importing('insured', ...lines.map((line) => line.replaceAll(',', ';').replace('#', ',')));
    expect(code).toBe(0);
    expect((await insured())[0]?.address).toEqual(['4, quai des Lys', '35000 RENNES']);
  });

  test.each([
    ['a quote that never ends', (line: string) => `"${line}`],
    ['a line without end', () => 'x'.repeat(20_000)],
  ])(
    'where the table breaks by %s, the operator hears from which line on, and what stood before is loaded',
    async (_, breaking) => {
      const { code, output } = await importing('insured', header, row(jeanne), breaking(row(paul)), row(corsican));
      expect([code, output]).toEqual([2, expect.stringContaining('cannot be read as CSV from line 3 on')]);
      expect((await insured()).map(({ ins }) => ins)).toEqual([jeanne]);
      expect(output).not.toContain(paul.slice(0, 13));
    },
  );

  test.each([
    [
      'a column stands there twice',
      `${header},email\n${row(jeanne)},a@b.example`,
      'columns that stand there twice: email',
    ],
    ['a column is missing', 'ins,birth_name\n1,2', 'missing columns'],
    ['it is empty, as one that is still being written', '', 'missing columns: ins, '],
    ['it is not a table', '"', 'cannot be read as CSV'],
  ])('and takes nothing of a file when %s', async (_, content, said) => {
    const { code, output } = await importing('insured', content);
    expect([code, output]).toEqual([2, expect.stringContaining(said)]);
  });
});

describe('The operator loads the directory', () => {
  const people = [
    'rpps;civility;surname;first_name;profession;specialty;finess;mssante',
    '10200000017;MME;Keller;Anne;10;SM54;690000013;Anne.Keller@chu.example',
    '10200000025;;Le Goff;Yann;70;;;',
  ];
  const counts = (inserted: number, updated: number, unchanged: number) =>
    `inserted ${inserted}, updated ${updated}, unchanged ${unchanged}, refused 0\n`;

  test('0.2: professionals who have never called are known, and the second time nothing changes', async () => {
    await importing('organizations', 'finess,name,mail_domains', '690000013,CHU de Valombre,');
    expect(await importing('professionals', ...people)).toEqual({ code: 0, output: counts(2, 0, 0) });
    expect(await importing('professionals', ...people)).toEqual({ code: 0, output: counts(0, 0, 2) });
    const rows = await database.selectFrom('professional').selectAll().orderBy('rpps').execute();
    expect(rows).toMatchObject([
      {
        ...{ rpps: '10200000017', name: 'Anne Keller', profession: '10', specialty: 'SM54' },
        ...{ organization: 'CHU de Valombre', mail: 'anne.keller@chu.example' },
      },
      { rpps: '10200000025', name: 'Yann Le Goff', profession: '70', organization: null, mail: null },
    ]);
    expect((await auditLines()).map((line) => (JSON.parse(line) as { action: string }).action)).toEqual([
      ...['organisation.import', 'professional.import', 'professional.import'],
    ]);
  });

  test('0.2: and hears of each wrong row its line and reason; the rest loads', async () => {
    const [head = '', anne = '', yann = ''] = people;
    const wrong: [string, string][] = [
      [anne.replace('10200000017', '1020000001'), 'rpps ('],
      [anne.replace('MME', 'Dr'), 'civility ('],
      [anne.replace('Keller', ''), 'surname ('],
      [anne.replace(';10;', ';doctor;'), 'profession ('],
      [anne.replace('SM54', '54'), 'specialty ('],
      [anne.replace('690000013', '69'), 'finess ('],
      [anne.replace('@', ' at '), 'mssante ('],
      [yann, 'rpps (already in line 2)'],
    ];
    const { code, output } = await importing('professionals', head, yann, ...wrong.map(([line]) => line));
    expect(code).toBe(1);
    const said = output.trim().split('\n');
    wrong.forEach(([, reason], index) => expect(said[index]).toContain(`line ${index + 3}: ${reason}`));
    expect(said.at(-1)).toBe('inserted 1, updated 0, unchanged 0, refused 8');
  });

  test('and hears when the FHIR server cannot be reached; loading again does the rest', async () => {
    const file = path.join(dataDir, 'people.csv');
    await writeFile(file, people.join('\n'));
    const said: string[] = [];
    const down = { ...env(), FHIR_BASE_URL: 'http://127.0.0.1:1/fhir' };
    expect(await runAdmin(['professionals', 'import', file], down, (line) => said.push(line))).toBe(2);
    expect(said.join()).toContain('the FHIR server cannot be reached');
    expect((await auditLines()).at(-1)).toContain('"outcome":"failed"');
    expect(await importing('professionals', ...people)).toEqual({ code: 0, output: counts(0, 2, 0) });
  });
});

test('0.3: the operator loads organisations with the domains that they may send from', async () => {
  const without = await importing('organizations', 'finess,name', '690000013,CHU de Valombre');
  expect(without).toEqual({ code: 2, output: 'missing columns: mail_domains\n' });
  const lines = [
    'finess,name,mail_domains',
    '690000013,CHU de Valombre,chu.example Radio.CHU.example',
    '69,X,',
    '690000021,Clinique,',
  ];
  expect(await importing('organizations', ...lines)).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^line 3: finess/) as string,
  });
  expect(await database.selectFrom('organization').selectAll().orderBy('finess').execute()).toEqual([
    { finess: '690000013', name: 'CHU de Valombre', mail_domains: ['chu.example', 'radio.chu.example'] },
    { finess: '690000021', name: 'Clinique', mail_domains: [] },
  ]);
});

test('The operator checks the audit, and sees where it was changed', async () => {
  await importing('insured', header, row(jeanne));
  await admin('spaces', 'list');
  expect(await admin('audit', 'verify')).toMatchObject({ code: 0, output: '2 lines hold; 0 anchors agree\n' });
  await database.updateTable('audit_line').set({ line: '{}' }).where('seq', '=', '2').execute();
  expect(await admin('audit', 'verify')).toMatchObject({
    code: 1,
    output: expect.stringContaining('line 2: changed') as string,
  });
});

test('The operator sees that the end of the audit was cut off together with its head, and that other lines took its place', async () => {
  for (let count = 0; count < 3; count += 1) await admin('spaces', 'list');
  expect(await admin('audit', 'verify')).toMatchObject({ code: 0 });
  await database.deleteFrom('audit_line').where('seq', '>', '1').execute();
  const left = await database.selectFrom('audit_line').select('hash').executeTakeFirstOrThrow();
  await database.updateTable('audit_head').set({ seq: '1', hash: left.hash }).execute();
  const shorter = await admin('audit', 'verify');
  expect(shorter).toEqual({ code: 1, output: 'broken at line 2: shorter-than-anchor (1 lines hold before it)\n' });
  for (let count = 0; count < 3; count += 1) await admin('spaces', 'list');
  const other = await admin('audit', 'verify');
  expect(other).toEqual({ code: 1, output: 'broken at line 3: other-than-anchor (2 lines hold before it)\n' });
});

test('The operator who asks for help, or for what is not there, reads what there is', async () => {
  expect(await admin('help')).toMatchObject({ code: 0, output: expect.stringContaining('card_serial') as string });
  expect(await admin('insured', 'burn')).toMatchObject({ code: 2 });
});

test('As a process it ends with the code of the command', () => {
  const script = path.resolve(import.meta.dirname, 'main.ts');
  const ended = spawnSync(process.execPath, [script, 'spaces', 'list'], { env: { ...process.env, ...env() } });
  expect([ended.status, String(ended.stdout)]).toEqual([0, 'no space\n']);
  expect(spawnSync(process.execPath, [script, 'insured', 'burn']).status).toBe(2);
});
