import { sql } from 'kysely';
import { dayOf } from '../calendar.ts';
import { announceWork } from './announce.ts';
import { clearWork } from './clear.ts';
import { invitationsWork } from './invitations.ts';
import { majorityWork } from './majority.ts';
import { openWork } from './open.ts';
import type { Done, NightParts, NightWork } from './parts.ts';
import { registerWork } from './register.ts';
import { removalsWork } from './removals.ts';

/** What the night does, in order: who has come of age is out of the family's rows before anything else looks at them. */
export const nightWorks: readonly NightWork[] = [
  ...[majorityWork, removalsWork, registerWork],
  ...[announceWork, openWork, invitationsWork, clearWork],
];

export interface Tally extends Done {
  work: string;
}

/**
 * Does the works of a night, on one copy at a time. Done again, for the same day or a later one, or begun again where it was killed, it does
 * what is still to be done and nothing twice.
 * @param at the moment that it is done for
 * @param only the name of one work
 * @returns what was done, or undefined when another copy is at it
 */
export async function runNight(parts: NightParts, at: Date, only?: string): Promise<Tally[] | undefined> {
  return parts.database.connection().execute(async (own) => {
    const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_lock(${lock}) as free`.execute(own);
    if (!rows[0]?.free) return undefined;
    try {
      return await all(parts, at, only);
    } finally {
      // With the connection's end, should this not arrive.
      await sql`select pg_advisory_unlock(${lock})`.execute(own);
    }
  });
}

/** One number for the whole database: `night`. */
const lock = 0x6e_69_67_68;

async function all(parts: NightParts, at: Date, only?: string): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const { name, run } of nightWorks) {
    if (only !== undefined && name !== only) continue;
    const tally = { work: name, ...(await run(parts, at)) };
    await keep(parts, at, tally);
    tallies.push(tally);
  }
  return tallies;
}

/** What was done for a day adds up; what failed is as it was at the last time. */
async function keep({ database }: NightParts, at: Date, { work, done, failed }: Tally): Promise<void> {
  await database
    .insertInto('night_run')
    .values({ work, day: dayOf(at), at, done, failed })
    .onConflict((conflict) =>
      conflict.columns(['work', 'day']).doUpdateSet((of) => ({
        at,
        done: of('night_run.done', '+', of.ref('excluded.done')),
        failed,
      })),
    )
    .execute();
}
