import pg from 'pg';
import { schema } from './schema.ts';

/** Where statements go: a connection of the pool each, or the one connection of a transaction. */
export interface Store {
  /** Our own base address, as references to us begin. */
  readonly base: string;
  /** A statement with a name is planned once by each connection: for those whose text never changes. */
  query: <R extends pg.QueryResultRow>(statement: string, values: readonly unknown[], name?: string) => Promise<R[]>;
  /** Runs `work` so that all of it is stored or nothing; within a transaction, as a part of that one. */
  atomically: <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;
}

/** One transaction under way. What it wrote is checked for dangling references before the commit. */
export interface Unit extends Store {
  readonly written: Set<string>;
}

/** A pool on the database, its tables made where they are missing. */
export async function openPool(databaseUrl: string): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 20_000,
    application_name: 'passerelle-fhir',
  });
  // A connection lost while idle is replaced at the next statement; without a listener it would end the process.
  pool.on('error', () => undefined);
  const client = await pool.connect();
  try {
    // Two starts at once would both make the tables: one waits.
    await client.query(`SELECT pg_advisory_lock(hashtext('passerelle-fhir-schema'))`);
    await client.query(schema);
    await client.query(`SELECT pg_advisory_unlock(hashtext('passerelle-fhir-schema'))`);
  } finally {
    client.release();
  }
  return pool;
}

/** The store over a pool. `settle` is asked before each commit. */
export function storeOver(pool: pg.Pool, base: string, settle: (unit: Unit) => Promise<void>): Store {
  return {
    base,
    query: (statement, values, name) => run(pool, statement, values, name),
    atomically: (work) => retrying(() => inTransaction(pool, base, work, settle)),
  };
}

async function inTransaction<T>(
  pool: pg.Pool,
  base: string,
  work: (unit: Unit) => Promise<T>,
  settle: (unit: Unit) => Promise<void>,
): Promise<T> {
  const client = await pool.connect();
  const unit: Unit = {
    base,
    written: new Set(),
    query: (statement, values, name) => run(client, statement, values, name),
    atomically: (part) => part(unit),
  };
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(unit);
    await settle(unit);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Two writers that wait for each other: PostgreSQL ends one of them, and that one begins again. */
async function retrying<T>(attempt: () => Promise<T>, left = 3): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const deadlock = ['40P01', '40001'].includes((error as { code?: string }).code ?? '');
    if (deadlock && left > 0) return retrying(attempt, left - 1);
    throw error;
  }
}

async function run<R extends pg.QueryResultRow>(
  on: pg.Pool | pg.PoolClient,
  text: string,
  values: readonly unknown[],
  name: string | undefined,
): Promise<R[]> {
  return (await on.query<R>({ text, values: [...values], ...(name ? { name } : {}) })).rows;
}
