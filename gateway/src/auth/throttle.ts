import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../database/connect.ts';
import { problem } from '../errors.ts';

/** At most `most` tries in `seconds`, counted under `key`. */
export interface Limit {
  key: string;
  most: number;
  seconds: number;
  /** Each window that is exceeded after the one before makes the next wait twice as long, up to `longestWait`. */
  doubles?: boolean;
  /** All who try the same thing: while they are too many, each of them has `each` tries instead of `most`. */
  crowd?: { key: string; most: number; seconds: number; each: number };
}

/** Seconds */
const longestWait = 4 * 3600;

/** Seconds after which a window that was exceeded no longer makes the next one longer. */
const memory = 24 * 3600;

/**
 * Counts a try under each limit in turn, on all copies of the gateway together, and stops at the first that is exceeded: what a source
 * has refused to it uses up neither the tries of an account nor those of the crowd.
 * @param onLocked told the key of a limit when its window is first exceeded, and not again before the next.
 * @throws Problem `attempts-exceeded` with the seconds to wait
 */
export async function spend(
  database: Database,
  now: Date,
  limits: Limit[],
  onLocked: (key: string) => void = () => undefined,
): Promise<void> {
  for (const limit of limits) {
    const own = await count(database, now, limit);
    if (own.count === limit.most + 1) onLocked(limit.key);
    const most = own.count <= limit.most ? await mostNow(database, now, limit) : limit.most;
    if (own.count > most) throw refusal(now, own.window_ends);
  }
}

/** What a source may try at this moment: the crowd never refuses, it only makes the share of each smaller. */
async function mostNow(database: Database, now: Date, { most, crowd }: Limit): Promise<number> {
  if (!crowd) return most;
  const all = await count(database, now, crowd);
  return all.count > crowd.most ? crowd.each : most;
}

interface Window {
  count: number;
  window_ends: Date;
}

async function count(
  database: Database,
  now: Date,
  { key, most, seconds, doubles = false }: Pick<Limit, 'key' | 'most' | 'seconds' | 'doubles'>,
): Promise<Window> {
  const fresh = new Date(now.getTime() + seconds * 1000);
  const { rows } = await sql<Window>`
    insert into throttle as t (key, count, window_ends)
    values (${key}, 1, ${fresh})
    on conflict (key) do update set
      count = case when t.window_ends <= ${now} then 1 else t.count + 1 end,
      strikes = case
        when t.window_ends <= ${new Date(now.getTime() - memory * 1000)} then 0
        when ${doubles} and t.window_ends > ${now} and t.count = ${most} then t.strikes + 1
        else t.strikes end,
      window_ends = case
        when t.window_ends <= ${now} then excluded.window_ends
        when ${doubles} and t.count = ${most}
          then ${now}::timestamptz + least(${seconds} * 2 ^ least(t.strikes, 20), ${longestWait}) * interval '1 second'
        else t.window_ends end
    returning count, window_ends`.execute(database);
  const row = rows[0];
  if (!row) throw new Error('a try was not counted');
  if (row.count === 1) await forgetEnded(database, now);
  return row;
}

const refusal = (now: Date, until: Date) =>
  problem('attempts-exceeded', { seconds: Math.ceil((until.getTime() - now.getTime()) / 1000) });

/** Takes back tries that turned out well. Where windows double, success wipes the slate: its owner is there. */
export async function giveBack(database: Database, limits: Limit[]): Promise<void> {
  await lower(database, sql<number>`0`, keysOf(limits, true));
  await lower(database, sql<number>`greatest(count - 1, 0)`, keysOf(limits, false));
}

/** Ends waits, strikes and all. */
export async function forget(database: Database, limits: Limit[]): Promise<void> {
  await database
    .deleteFrom('throttle')
    .where(
      'key',
      'in',
      limits.map(({ key }) => key),
    )
    .execute();
}

const keysOf = (limits: Limit[], doubling: boolean): string[] =>
  limits.filter(({ doubles = false }) => doubles === doubling).map(({ key }) => key);

async function lower(database: Database, count: RawBuilder<number>, keys: string[]): Promise<void> {
  if (keys.length === 0) return;
  await database.updateTable('throttle').set({ count, strikes: 0 }).where('key', 'in', keys).execute();
}

/** Windows that ended are cleared away little by little, by those who open new ones; strikes are remembered for a day. */
async function forgetEnded(database: Database, now: Date): Promise<void> {
  const old = new Date(now.getTime() - memory * 1000);
  await database
    .deleteFrom('throttle')
    .where('key', 'in', (of) =>
      of
        .selectFrom('throttle')
        .select('key')
        .where('window_ends', '<', now)
        .where((row) => row.or([row('strikes', '=', 0), row('window_ends', '<', old)]))
        .limit(20)
        .forUpdate()
        .skipLocked(),
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

/** An address as its owner recognises it, and nobody finds them by it: `192.0.•.•`, `2001:db8:•`. */
export function maskedSource(ip: string): string {
  const source = sourceOf(ip);
  if (!source.includes(':')) return `${source.split('.').slice(0, 2).join('.')}.•.•`;
  return `${source.split(':').slice(0, 2).join(':')}:•`;
}
