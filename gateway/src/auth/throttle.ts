import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { problem } from '../errors.ts';

/** At most `most` tries in `seconds`, counted under `key`. */
export interface Limit {
  key: string;
  most: number;
  seconds: number;
}

/**
 * Counts a try under each limit in turn, on all copies of the gateway together, and stops at the first that is exceeded: what a source
 * has refused to it does not use up the tries of an account.
 * @throws Problem `attempts-exceeded` with the seconds to wait
 */
export async function spend(database: Database, now: Date, limits: Limit[]): Promise<void> {
  for (const { key, most, seconds } of limits) {
    const { rows } = await sql<{ count: number; window_ends: Date }>`
      insert into throttle as t (key, count, window_ends)
      values (${key}, 1, ${new Date(now.getTime() + seconds * 1000)})
      on conflict (key) do update set
        count = case when t.window_ends <= ${now} then 1 else t.count + 1 end,
        window_ends = case when t.window_ends <= ${now} then excluded.window_ends else t.window_ends end
      returning count, window_ends`.execute(database);
    const row = rows[0];
    if (row?.count === 1) await forgetEnded(database, now);
    if (row && row.count > most)
      throw problem('attempts-exceeded', { seconds: Math.ceil((row.window_ends.getTime() - now.getTime()) / 1000) });
  }
}

/** Takes back tries that turned out well. */
export async function giveBack(database: Database, limits: Limit[]): Promise<void> {
  await database
    .updateTable('throttle')
    .set((of) => ({ count: sql<number>`greatest(${of.ref('count')} - 1, 0)` }))
    .where(
      'key',
      'in',
      limits.map(({ key }) => key),
    )
    .execute();
}

/** Windows that ended are cleared away little by little, by those who open new ones. */
async function forgetEnded(database: Database, now: Date): Promise<void> {
  await database
    .deleteFrom('throttle')
    .where('key', 'in', (of) =>
      of.selectFrom('throttle').select('key').where('window_ends', '<', now).limit(20).forUpdate().skipLocked(),
    )
    .execute();
}

/** The address that a try comes from, as one counts it: an IPv6 subscriber has a whole /64. */
export function sourceOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!ip.includes(':')) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const groups = [head, tail].map((part) => part.split(':').filter(Boolean));
  const missing = ip.includes('::') ? 8 - groups.flat().length : 0;
  return [...(groups[0] ?? []), ...Array<string>(Math.max(missing, 0)).fill('0'), ...(groups[1] ?? [])]
    .slice(0, 4)
    .join(':');
}
