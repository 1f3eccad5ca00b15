import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

/** Has statements planned once a connection that begin with a comment `prepared <name>`: their text must be the same each time. */
class PreparingClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values] = args;
    const name = typeof text === 'string' ? /^\/\* prepared ([\w-]+) \*\//.exec(text)?.[1] : undefined;
    const send = super.query.bind(this) as (...all: unknown[]) => never;
    return name ? send({ name, text, values }) : send(...args);
  }
}

export type Database = Kysely<Tables>;

/**
 * A pool on the gateway's database.
 * @param url `postgres://…`
 * Waiting for a connection ends after 5 s, a statement after 15 s: nothing hangs when the database does.
 */
export function connect(url: string, size = 10): Database {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    application_name: 'passerelle',
  });
  // A connection lost while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Whether an error means that the database cannot be reached now, rather than that the query is wrong. */
export function isUnavailable(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return (
    /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|57P0|08|53)/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(String(error))
  );
}

/** Whether it means that a text holds what PostgreSQL cannot keep: a NUL character, in a text (22021) or in JSON (22P05). */
export const isUnstorable = (error: unknown): boolean =>
  ['22021', '22P05'].includes((error as { code?: string } | null)?.code ?? '');
