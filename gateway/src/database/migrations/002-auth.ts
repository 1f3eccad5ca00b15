import { sql, type Kysely } from 'kysely';

/** Tries are counted in `throttle`, by account, device, source and overall: an account has no lock of its own. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `alter table account drop column failures, drop column locked_until`,
  `create index one_time_expires on one_time (expires_at)`,
  `create index session_account on session (account)`,
  `create index session_ends on session (ends_at)`,
  `create index throttle_ends on throttle (window_ends)`,
];
