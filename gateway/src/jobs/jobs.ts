import { PgBoss } from 'pg-boss';

/** Work that is kept in the database until it is done, whatever process ends when. */
export interface Jobs {
  /**
   * Takes the jobs of a queue, on every copy of the gateway, each job on one of them. A job that throws is tried again, later
   * and later (from `firstRetry` seconds, 5 unless said, up to an hour), for about two days. Handlers must bear being repeated.
   */
  work: <J extends object>(queue: string, handle: (job: J) => Promise<void>, firstRetry?: number) => Promise<void>;
  /** Resolves when the job is durable. The queue must have been worked on, here or on another copy. */
  add: (queue: string, job: object) => Promise<void>;
  /** Lets running jobs end, for at most 5 s. */
  stop: () => Promise<void>;
}

const queueRules = {
  retryLimit: 50,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 60,
  retentionSeconds: 7 * 24 * 3600,
  deleteAfterSeconds: 3600,
};

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
    schedule: false,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', report);
  await boss.start();
  return {
    work: async <J extends object>(queue: string, handle: (job: J) => Promise<void>, firstRetry = 5) => {
      await boss.createQueue(queue, { ...queueRules, retryDelay: firstRetry });
      await boss.work<J>(queue, { pollingIntervalSeconds: 1, batchSize: 1 }, async (jobs) => {
        for (const { data } of jobs) await handle(data);
      });
    },
    add: async (queue, job) => {
      await boss.send(queue, job);
    },
    stop: () => boss.stop({ graceful: true, close: true, timeout: 5_000 }),
  };
}
