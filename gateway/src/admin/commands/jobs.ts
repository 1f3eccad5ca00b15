import { sql } from 'kysely';
import type { Database } from '../../database/connect.ts';
import { nightWorks, runNight } from '../../night/night.ts';
import { nightPartsFor } from '../night-parts.ts';
import { UsageFault, type AdminParts, type Command } from '../parts.ts';
import { readWords, table } from '../words.ts';

/** What the night does, on an operator's word, and what waits to be done. */
export const jobCommands: Record<string, Command> = {
  'jobs run': async (parts, given) => {
    const { words, options } = readWords(given, { at: 'value', only: 'value' });
    if (words.length > 0) throw new UsageFault('jobs run [--at DATE] [--only NAME]');
    return runJobs(parts, momentOf(parts, options['at']), workOf(options['only']));
  },
  'jobs list': async (parts, given) => {
    readWords(given, {});
    return listJobs(parts);
  },
};

/** Noon of a day (in UTC: it is the same day in Paris), or an instant. @throws UsageFault */
function momentOf({ clock, production }: AdminParts, given: string | undefined): Date {
  if (given === undefined) return clock();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given);
  const at = new Date(isDay ? `${given}T12:00:00Z` : given);
  const exists = !Number.isNaN(at.getTime()) && (!isDay || at.toISOString().startsWith(given));
  if (!exists || !/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(given))
    throw new UsageFault('--at is a day (2026-03-02) or an instant (2026-03-02T02:15:00Z)');
  // Spaces would open before the month is over, and people would lose a right that they were promised.
  if (production && at > clock()) throw new UsageFault('--at cannot be in the future in production');
  return at;
}

function workOf(name: string | undefined): string | undefined {
  const names = nightWorks.map((work) => work.name);
  if (name !== undefined && !names.includes(name)) throw new UsageFault(`--only is one of ${names.join(', ')}`);
  return name;
}

async function runJobs(parts: AdminParts, at: Date, only: string | undefined): Promise<number> {
  const tallies = await runNight(await nightPartsFor(parts), at, only);
  if (!tallies) {
    parts.say('the night is being done already');
    await parts.record({ action: 'job.run', outcome: 'refused', reason: 'running' });
    return 1;
  }
  for (const line of table([
    ['work', 'done', 'failed'],
    ...tallies.map(({ work, done, failed }) => [work, done, failed]),
  ]))
    parts.say(line);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  const reason = tallies.map((tally) => `${tally.work} ${tally.done}/${tally.failed}`).join(', ');
  await parts.record({ action: 'job.run', outcome: failed === 0 ? 'success' : 'failed', reason });
  return failed === 0 ? 0 : 1;
}

async function listJobs({ database, say, record }: AdminParts): Promise<number> {
  const nights = await database
    .selectFrom('night_run')
    .selectAll()
    .orderBy('day', 'desc')
    .orderBy('work')
    .limit(14)
    .execute();
  const done = nights.map((night) => [night.day, night.work, night.done, night.failed]);
  for (const line of table([['night', 'work', 'done', 'failed'], ...done])) say(line);
  for (const line of table([['queue', 'waiting', 'failed'], ...(await queues(database))])) say(line);
  const waiting = await database
    .selectFrom('letter')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('printed_at', 'is', null)
    .executeTakeFirstOrThrow();
  say(`letters to print: ${waiting.count}`);
  await record({ action: 'job.search', outcome: 'success', reason: 'listed' });
  return 0;
}

/** Nothing where no gateway has made the queues yet. */
async function queues(database: Database): Promise<[string, string, string][]> {
  const there = await sql<{ job: string | null }>`select to_regclass('jobs.job')::text as job`.execute(database);
  if (!there.rows[0]?.job) return [];
  const { rows } = await sql<{ name: string; waiting: string; failed: string }>`
    select queue.name,
      count(job.id) filter (where job.state in ('created', 'retry', 'active')) as waiting,
      count(job.id) filter (where job.state = 'failed') as failed
    from jobs.queue left join jobs.job on job.name = queue.name
    where left(queue.name, 2) <> '__' group by queue.name order by queue.name`.execute(database);
  return rows.map(({ name, waiting, failed }) => [name, waiting, failed]);
}
