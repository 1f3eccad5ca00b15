import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { NightWork } from './parts.ts';

/** Hours for which what has ended is still there: somebody may be at the page that belongs to it. */
const grace = 24;
const batch = 5_000;

/**
 * When a device that remembers its account no longer can: its cookie lasts 180 days at most. The last one that an account was used from
 * stays, for the first device of an account is not told to its owner, and later ones are.
 */
const deviceForgotten = `case when exists (
    select from device as later where later.account = device.account and (later.seen_at, later.id) > (device.seen_at, device.id))
  then seen_at + interval '180 days' else 'infinity' end`;

/** What is of no use once it has ended, and when it did. Codes and sessions are hashes, yet the fewer the better. */
const worn: readonly [table: string, end: string][] = [
  ['one_time', 'expires_at'],
  ['session', 'least(idle_until, ends_at)'],
  ['idempotency', 'at'],
  ['throttle', 'window_ends'],
  ['device', deviceForgotten],
  ['code_request', `at + interval '30 days'`],
  // With its file. It could be fetched for 7 days, the last of them this work's grace.
  ['export', `at + interval '7 days'`],
];

/** Clears away codes, sessions, counts and answers that ended a day ago or longer. */
export const clearWork: NightWork = {
  name: 'clear',
  run: async ({ database }, at) => {
    const before = new Date(at.getTime() - grace * 3600 * 1000);
    let done = 0;
    for (const [table, end] of worn) done += await clear(database, { table, end, before });
    return { done, failed: 0 };
  },
};

async function clear(database: Database, { table, end, before }: { table: string; end: string; before: Date }) {
  let cleared = 0;
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where ctid = any(array(
        select ctid from ${sql.table(table)} where ${sql.raw(end)} < ${before} limit ${batch} for update skip locked))
    `.execute(database);
    cleared += Number(numAffectedRows ?? 0);
    if (Number(numAffectedRows ?? 0) < batch) return cleared;
  }
}
