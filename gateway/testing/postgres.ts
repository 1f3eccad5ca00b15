import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of the one PostgreSQL of this run. */
    postgresUrl: string;
  }
}

/** An empty database of one's own. */
export interface FreshDatabase extends AsyncDisposable {
  url: string;
  /** Removes it, cutting whoever is still connected. */
  drop: () => Promise<void>;
}

/** Makes an empty database for one test file, to drop in `afterAll` (or by `await using`). */
export async function freshDatabase(): Promise<FreshDatabase> {
  const admin = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(admin, `CREATE DATABASE ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  const drop = (): Promise<void> => execute(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { url: url.href, drop, [Symbol.asyncDispose]: drop };
}

async function execute(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
