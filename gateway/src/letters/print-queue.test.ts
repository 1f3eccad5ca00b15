import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../testing/postgres.ts';
import { insure } from '../../testing/register.ts';
import { connect } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { clearTorn, printQueueOf, queueLetter } from './print-queue.ts';

const postgres = await freshDatabase();
const database = connect(postgres.url, 10);
await migrate(database);
afterAll(async () => {
  await database.destroy();
  await postgres.drop();
});

const ins = '248063523800730';
await insure(database, { ins });

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-letters-'));
  await database.deleteFrom('letter').execute();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const pdf = Buffer.from('%PDF-1.7 the letter');
const at = new Date('2026-03-02T23:30:00Z');
const letter = (id: string = randomUUID()) => ({ id, ins, kind: 'provisional-code', pdf, at });
const files = () => readdir(printQueueOf(dataDir));
const rows = () => database.selectFrom('letter').selectAll().execute();

test('A letter waits for the operator, whole, under the day in Paris and no name, for the operator alone to read', async () => {
  const one = letter();
  await queueLetter({ dataDir, database }, one);
  const name = `2026-03-03-${one.id}.pdf`;
  expect(await files()).toEqual([name]);
  const file = path.join(printQueueOf(dataDir), name);
  expect(await readFile(file)).toEqual(pdf);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(printQueueOf(dataDir))).mode & 0o777).toBe(0o700);
  expect(await rows()).toMatchObject([{ id: one.id, ins, file: name, printed_at: null }]);
});

test('A letter asked for twice, or by ten at once, is one file and one row', async () => {
  const one = letter();
  await Promise.all(Array.from({ length: 10 }, () => queueLetter({ dataDir, database }, one)));
  await queueLetter({ dataDir, database }, one);
  expect(await files()).toHaveLength(1);
  expect(await rows()).toHaveLength(1);
});

test('A letter that was printed and taken away is not written again', async () => {
  const one = letter();
  await queueLetter({ dataDir, database }, one);
  await rm(path.join(printQueueOf(dataDir), `2026-03-03-${one.id}.pdf`));
  await queueLetter({ dataDir, database }, one);
  expect(await files()).toEqual([]);
});

test('A letter that was cut short before its row is the same file when it is asked for again', async () => {
  const one = letter();
  await queueLetter({ dataDir, database }, one);
  await database.deleteFrom('letter').execute();
  await queueLetter({ dataDir, database }, one);
  expect(await files()).toHaveLength(1);
  expect(await rows()).toHaveLength(1);
});

test('A write that cannot be ended leaves no letter that looks whole, and no row', async () => {
  await mkdir(path.join(printQueueOf(dataDir), `2026-03-03-taken.pdf`), { recursive: true });
  const writing = queueLetter({ dataDir, database }, { ...letter('taken') });
  await expect(writing).rejects.toThrow();
  expect(await files()).toEqual(['2026-03-03-taken.pdf']);
  expect(await rows()).toEqual([]);
});

test('What a killed write left behind is cleared away an hour later; letters, and what is being written, stay', async () => {
  const one = letter();
  await queueLetter({ dataDir, database }, one);
  const [torn, fresh] = [`.2026-03-03-${randomUUID()}.pdf.a.part`, `.2026-03-03-${randomUUID()}.pdf.b.part`];
  const written = { [torn]: '2026-03-03T08:00:00Z', [fresh]: '2026-03-03T08:30:00Z', [(await files())[0] ?? '']: at };
  for (const [file, when] of Object.entries(written)) {
    const whole = path.join(printQueueOf(dataDir), file);
    if (file.startsWith('.')) await writeFile(whole, pdf.subarray(0, 5));
    await utimes(whole, new Date(when), new Date(when));
  }
  await clearTorn(dataDir, new Date('2026-03-03T09:00:00Z'));
  expect(await files()).toEqual([fresh, `2026-03-03-${one.id}.pdf`]);
});

test('There is nothing to clear away where no letter was ever written', async () => {
  await expect(clearTorn(dataDir, at)).resolves.toBeUndefined();
});
