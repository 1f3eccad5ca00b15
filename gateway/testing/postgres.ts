import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of the one PostgreSQL of this run. */
    postgresUrl: string;
    /** Folder of this run, for what its files share; removed at its end. */
    runFolder: string;
  }
}

/** An empty database of one's own. */
export interface FreshDatabase extends AsyncDisposable {
  url: string;
  /** Removes it, cutting whoever is still connected. */
  drop: () => Promise<void>;
}

/**
 * Makes an empty database for one test file, to drop in `afterAll` (or by `await using`).
 * @param template a database to copy, to which nobody is connected.
 */
export async function freshDatabase(template = 'template1'): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const drop = (): Promise<void> =>
    asAdmin(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
  return { url: urlOf(name), drop, [Symbol.asyncDispose]: drop };
}

/**
 * Makes a database once for all files of a run, whichever asks first; the others wait for it.
 * @param fill fills the empty database. Nobody can connect to it afterwards: it is there to be copied.
 */
export async function onceInARun(name: string, fill: (url: string) => Promise<void>): Promise<void> {
  await asAdmin(async (client) => {
    // Given back when the connection ends.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    if ((await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    await fill(urlOf(unfinished));
    await client.query(`ALTER DATABASE ${unfinished} ALLOW_CONNECTIONS false`);
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  });
}

function urlOf(database: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${database}`;
  return url.href;
}

async function asAdmin<T>(act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  return act(client).finally(() => client.end());
}
