import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../src/embedded/postgres.ts';
import './postgres.ts';

// What a test writes is thrown away afterwards: nothing need survive a power cut here, and here alone.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };

/** Vitest's global set-up: one PostgreSQL for the whole run, its address given to tests as `postgresUrl`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-test-'));
  const postgres = await startPostgres({ dataDir, settings });
  project.provide('postgresUrl', postgres.url);
  project.provide('runFolder', dataDir);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
