import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../src/embedded/postgres.ts';
import './postgres.ts';

// What a test writes is thrown away afterwards: nothing need survive a power cut here, and here alone.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };

/** In memory where there is room: making and dropping hundreds of databases on a disk takes a sixth of the run. */
async function quickFolder(): Promise<string> {
  const { bavail, bsize } = await statfs('/dev/shm').catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > 2 ** 32 ? '/dev/shm' : tmpdir();
}

/** Vitest's global set-up: one PostgreSQL for the whole run, its address given to tests as `postgresUrl`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(await quickFolder(), 'passerelle-test-'));
  const postgres = await startPostgres({ dataDir, settings });
  project.provide('postgresUrl', postgres.url);
  project.provide('runFolder', dataDir);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
