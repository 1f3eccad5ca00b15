import { glob, mkdtemp, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../src/embedded/postgres.ts';
import './postgres.ts';

// What a test writes is thrown away afterwards: nothing need survive a power cut here, and here alone.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };

const prefix = 'passerelle-test-';

/** In memory where there is room: making and dropping hundreds of databases on a disk takes a sixth of the run. */
async function quickFolder(): Promise<string> {
  const { bavail, bsize } = await statfs('/dev/shm').catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > 2 ** 32 ? '/dev/shm' : tmpdir();
}

/** What a run that was killed left there a day ago or before: it would fill the memory. */
async function clearLeft(folder: string): Promise<void> {
  for await (const name of glob(`${prefix}*`, { cwd: folder })) {
    const left = path.join(folder, name);
    if (Date.now() - (await stat(left)).mtimeMs > 86_400_000) await rm(left, { recursive: true, force: true });
  }
}

/** Vitest's global set-up: one PostgreSQL for the whole run, its address given to tests as `postgresUrl`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await quickFolder();
  await clearLeft(folder);
  const dataDir = await mkdtemp(path.join(folder, prefix));
  const postgres = await startPostgres({ dataDir, settings });
  project.provide('postgresUrl', postgres.url);
  project.provide('runFolder', dataDir);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
