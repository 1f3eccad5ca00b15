import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { freshDatabase, onceInARun, type FreshDatabase } from '../../gateway/testing/postgres.ts';
import { startPasserelle, type Passerelle, type PasserelleOptions } from './passerelle.ts';
import { eventually } from './processes.ts';

export interface SharedPasserelle extends Passerelle {
  /** Ends it and starts it on the same data, with further settings. */
  again: (env: Record<string, string>) => Promise<SharedPasserelle>;
}

const town = 'demo_town';

/**
 * The whole of Passerelle for one test file, on a database of its own in the one PostgreSQL of this run. A demo town is a copy
 * of the one that the first file to ask had filled: a start again on its data, as restart.test.ts proves it.
 */
export async function sharePasserelle(options: Omit<PasserelleOptions, 'dataDir'> = {}): Promise<SharedPasserelle> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-journey-'));
  const database = await (options.demo ? copyOfTown(dataDir) : freshDatabase());
  const start = async (more: Record<string, string> = {}): Promise<SharedPasserelle> => {
    const env = { DATABASE_URL: database.url, ...options.env, ...more };
    const running = await startPasserelle({ ...options, dataDir, env });
    return {
      ...running,
      again: (further) => running.stop().then(() => start(further)),
      remove: () => running.remove().finally(database.drop),
    };
  };
  return start();
}

async function copyOfTown(dataDir: string): Promise<FreshDatabase> {
  const folder = path.join(inject('runFolder'), town);
  await onceInARun(town, (url) => fillTown(folder, url));
  await cp(folder, dataDir, { recursive: true });
  return freshDatabase(town);
}

async function fillTown(dataDir: string, databaseUrl: string): Promise<void> {
  // Of another file that could not finish it.
  await rm(dataDir, { recursive: true, force: true });
  const passerelle = await startPasserelle({ dataDir, demo: true, env: { DATABASE_URL: databaseUrl } });
  try {
    // The last letters may still be on their way.
    await eventually('the end of the bridge’s work', async () => {
      const { waiting } = (await (await fetch(passerelle.bridgeHealthUrl)).json()) as { waiting: number };
      return waiting === 0 || undefined;
    });
  } finally {
    await passerelle.stop();
  }
}
