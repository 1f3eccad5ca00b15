import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPostgres, type RunningPostgres } from './postgres.ts';
import { holds, pidFile, readPidFile } from './postgres/postmaster.ts';

let dataDir: string;
let running: RunningPostgres[];

const start = async (): Promise<RunningPostgres> => {
  const postgres = await startPostgres({ dataDir });
  running.push(postgres);
  return postgres;
};

const ask = async (url: string, question: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ answer: unknown }>(question).finally(() => client.end());
  return rows[0]?.answer;
};

const note = (url: string): Promise<unknown> => ask(url, `SELECT 'kept' AS answer INTO note`);
const read = (url: string): Promise<unknown> => ask(url, 'SELECT answer FROM note');

/** Another process starts the database and is then killed with no chance to stop it. */
const killedStarter = async (): Promise<string> => {
  const child = fork(path.join(import.meta.dirname, 'postgres/testing/starter.ts'), [dataDir], { execArgv: [] });
  const [url] = (await once(child, 'message')) as [string];
  child.kill('SIGKILL');
  await once(child, 'exit');
  return url;
};

describe('the database of a machine that has none', () => {
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-postgres-'));
    running = [];
  });
  afterEach(async () => {
    for (const postgres of running.reverse()) await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('is there on the first start, syncs what it is told, listens on loopback alone, and keeps its password to the owner', async () => {
    const { url } = await start();
    expect(await ask(url, `SELECT current_setting('fsync') AS answer`)).toBe('on');
    expect(await ask(url, `SELECT current_setting('listen_addresses') AS answer`)).toBe('127.0.0.1');
    expect((await stat(path.join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    const stranger = new URL(url);
    stranger.password = 'guessed';
    await expect(ask(stranger.href, 'SELECT 1 AS answer')).rejects.toThrow('password authentication failed');
  });

  test('finds what it was told before, on the second start', async () => {
    const first = await start();
    await note(first.url);
    await first.stop();
    expect(await read((await start()).url)).toBe('kept');
  });

  test('is joined where a starter killed by force left it running, and ends with the one that joined', async () => {
    await note(await killedStarter());
    const joined = await start();
    expect(await read(joined.url)).toBe('kept');
    await joined.stop();
    await expect(read(joined.url)).rejects.toThrow('ECONNREFUSED');
  });

  test('is not taken away from its user by another that joined it for a moment', async () => {
    const owner = await start();
    await note(owner.url);
    const atWork = new pg.Client({ connectionString: owner.url });
    await atWork.connect();
    await (await start()).stop();
    expect((await atWork.query('SELECT answer FROM note')).rowCount).toBe(1);
    await atWork.end();
  });

  test('starts although its pid file names a process that is somebody else’s', async () => {
    const first = await start();
    await note(first.url);
    const stale = await readFile(pidFile(path.join(dataDir, 'postgres')), 'utf8');
    await first.stop();
    await writeFile(pidFile(path.join(dataDir, 'postgres')), stale.replace(/^\d+/, String(process.pid)));
    expect(await read((await start()).url)).toBe('kept');
  });

  test('recovers from its own processes being killed', async () => {
    const first = await start();
    await note(first.url);
    const directory = path.join(dataDir, 'postgres');
    const { pid } = (await readPidFile(directory)) ?? { pid: 0 };
    expect(await holds(pid, directory)).toBe(true);
    process.kill(pid, 'SIGKILL');
    expect(await read((await start()).url)).toBe('kept');
  });

  test('starts over where its very first start was cut in the middle', async () => {
    await mkdir(path.join(dataDir, 'postgres.unfinished'));
    await writeFile(path.join(dataDir, 'postgres.unfinished', 'PG_VERSION'), '18');
    expect(await ask((await start()).url, 'SELECT 1 AS answer')).toBe(1);
  });
});
