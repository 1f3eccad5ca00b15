import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../testing/postgres.ts';
import { until } from '../../testing/until.ts';
import { connect, type Database } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { ChainDiffers, startAnchoring } from './anchoring.ts';
import { anchorsIn } from './anchors.ts';
import { Ledger } from './ledger.ts';
import { verifyTrail } from './verify.ts';

const key = Buffer.alloc(32, 3);
const clock = (): Date => new Date('2026-05-31T23:59:30Z');
let fresh: FreshDatabase;
let database: Database;
let dataDir: string;
let faults: Error[];
beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.url);
  await migrate(database);
});
afterAll(async () => {
  await database.destroy();
  await fresh.drop();
});
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-anchors-'));
  faults = [];
  await database.deleteFrom('audit_line').execute();
  await database.updateTable('audit_head').set({ seq: '0', hash: '' }).execute();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const start = () =>
  startAnchoring({ database, anchors: anchorsIn(dataDir), clock, every: 20, report: (fault) => faults.push(fault) });
const write = async (...requests: string[]) => {
  const ledger = new Ledger(database, key);
  const actor = { kind: 'operator', id: 'op', name: 'op' };
  for (const request of requests)
    await ledger.write({
      line: { at: clock().toISOString(), request, actor, action: 'space.search', outcome: 'success', reason: 'listed' },
    });
};
/** As somebody would who reaches the database and not the key: the rest is a chain that holds. */
const cutAfter = async (seq: string) => {
  await database.deleteFrom('audit_line').where('seq', '>', seq).execute();
  const { hash } = await database
    .selectFrom('audit_line')
    .select('hash')
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow();
  await database.updateTable('audit_head').set({ seq, hash }).execute();
};
const anchored = async () => (await anchorsIn(dataDir).all()).anchors;

test('An end that was cut off together with its head is found, also once new lines have taken its place', async () => {
  await write('a', 'b', 'c');
  await start().stop();
  await cutAfter('1');
  expect(await verifyTrail(database, key)).toMatchObject({ lines: 1 });
  expect((await verifyTrail(database, key, await anchored())).broken).toEqual({ seq: '2', why: 'shorter-than-anchor' });
  await write('d', 'e', 'f');
  expect((await verifyTrail(database, key, await anchored())).broken).toEqual({ seq: '3', why: 'other-than-anchor' });
});

test('The running gateway anchors what is new and no more, at the latest when it ends, and all agree', async () => {
  await write('a');
  const anchoring = start();
  await until('the first anchor', async () => ((await anchored()).length === 1 ? true : undefined));
  await write('b');
  await until('the second anchor', async () => ((await anchored()).length === 2 ? true : undefined));
  await write('c');
  await anchoring.stop();
  const anchors = await anchored();
  expect(anchors.map(({ seq }) => seq)).toEqual([1n, 2n, 3n]);
  expect(await verifyTrail(database, key, anchors)).toMatchObject({ lines: 3, end: { seq: 3n } });
  await start().stop();
  expect(await anchored()).toHaveLength(3);
  expect(faults).toEqual([]);
});

test('The running gateway says that the chain is no longer what it anchored, and keeps the proof', async () => {
  await write('a', 'b');
  await start().stop();
  await cutAfter('1');
  await write('c', 'd');
  const anchoring = start();
  await until('the alarm', () => (faults[0] instanceof ChainDiffers ? true : undefined));
  await anchoring.stop();
  expect((await verifyTrail(database, key, await anchored())).broken).toEqual({ seq: '2', why: 'other-than-anchor' });
});

test('Anchors are for their owner alone, and a line that a crash cut short stops nobody', async () => {
  await write('a');
  await start().stop();
  const folder = path.join(dataDir, 'audit-anchors');
  const [name = ''] = await readdir(folder);
  expect(name).toBe('2026-05.txt');
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600);
  await appendFile(path.join(folder, name), '2 0123ab');
  expect(await anchorsIn(dataDir).all()).toMatchObject({ anchors: [{ seq: 1n }], unreadable: 1 });
});
