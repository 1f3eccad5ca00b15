import { CompiledQuery, type Kysely } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Tables } from '../database/tables.ts';

/** How a queue treats its jobs; what is not said is as for a mail to send. Seconds. */
export interface QueueRules {
  /** Until what failed is tried again for the first time: 5 unless said, then later and later, up to an hour. */
  firstRetry?: number;
  /** How long a job may run before another copy takes it over: 60 unless said. */
  mayRun?: number;
  /** How long a job that is done is remembered, so that its id is not taken again: an hour unless said. */
  remembered?: number;
}

/** Work that is kept in the database until it is done, whatever process ends when. */
export interface Jobs {
  /**
   * Takes the jobs of a queue, on every copy of the gateway, each job on one of them. A job that throws is tried again for about two
   * days. Handlers must bear being repeated.
   */
  work: <J extends object>(queue: string, handle: (job: J) => Promise<void>, rules?: QueueRules) => Promise<void>;
  /** Makes a queue whose jobs another process takes. */
  queue: (queue: string, rules?: QueueRules) => Promise<void>;
  /**
   * Resolves when the job is durable. The queue must have been made, here or on another copy.
   * @param options.id of the job (a UUID): one that was added before, and is remembered, is not added again.
   * @param options.within a transaction of the gateway's database: the job is there if, and when, that commits.
   */
  add: (queue: string, job: object, options?: { id?: string; within?: Kysely<Tables> }) => Promise<void>;
  /** Has `handle` run at the times of a cron expression, on one of the copies each time. `zone`: `Europe/Paris`. */
  daily: (queue: string, cron: string, zone: string, handle: () => Promise<void>, rules?: QueueRules) => Promise<void>;
  /** Lets running jobs end, for at most 5 s. */
  stop: () => Promise<void>;
}

const queueRules = ({ firstRetry = 5, mayRun = 60, remembered = 3600 }: QueueRules) => ({
  retryLimit: 50,
  retryBackoff: true,
  retryDelay: firstRetry,
  retryDelayMax: 3600,
  expireInSeconds: mayRun,
  // A copy that was killed says no more that it is at work: another takes the job over, however long it might have run.
  heartbeatSeconds: 20,
  retentionSeconds: 7 * 24 * 3600,
  deleteAfterSeconds: remembered,
});

/**
 * Opens the job queues, in a schema of their own (`jobs`) that is made when it is missing.
 * @param databaseUrl `postgres://…`
 * @param report told of faults between jobs (a lost connection), which mend themselves.
 */
export async function startJobs(databaseUrl: string, report: (fault: Error) => void = () => undefined): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: 'jobs',
    application_name: 'passerelle jobs',
    max: 3,
    connectionTimeoutMillis: 5_000,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', report);
  await boss.start();
  return jobsOf(boss);
}

function jobsOf(boss: PgBoss): Jobs {
  const queue: Jobs['queue'] = async (name, rules = {}) => {
    await boss.createQueue(name, queueRules(rules));
    // A queue that an earlier version made takes the rules of this one.
    await boss.updateQueue(name, queueRules(rules));
  };
  const work: Jobs['work'] = async <J extends object>(name: string, handle: (job: J) => Promise<void>, rules = {}) => {
    await queue(name, rules);
    let worker = '';
    worker = await boss.work<J>(name, { pollingIntervalSeconds: 1, batchSize: 1 }, async (jobs) => {
      // Looks for the next at once, rather than after the second that an empty queue waits.
      boss.notifyWorker(worker);
      for (const { data } of jobs) await handle(data);
    });
  };
  return {
    ...{ queue, work },
    add: async (name, job, { id, within } = {}) => {
      await boss.send(name, job, { ...(id ? { id } : {}), ...(within ? { db: through(within) } : {}) });
    },
    daily: async (name, cron, zone, handle, rules) => {
      await work(name, handle, rules);
      await boss.schedule(name, cron, null, { tz: zone });
    },
    stop: () => boss.stop({ graceful: true, close: true, timeout: 5_000 }),
  };
}

/** Lets the queue write on the connection of a transaction. */
const through = (transaction: Kysely<Tables>) => ({
  executeSql: async (text: string, values: unknown[] = []) => {
    const { rows } = await transaction.executeQuery(CompiledQuery.raw(text, values));
    return { rows };
  },
});
