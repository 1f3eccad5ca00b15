import { Worker } from 'node:worker_threads';
import type { Ended, Job } from './store.ts';

/** Does jobs on the disk. */
export interface Writer {
  /** @throws Error with the system's `code`. */
  do: (job: Job) => Promise<void>;
  /** Ends after what was asked. */
  stop: () => Promise<void>;
}

interface Waiting {
  job: Job;
  settle: (ended: Ended) => void;
}

/** Several, so that the disk can sync several files at once; few, so that what waits meanwhile is synced together. */
const THREADS = 3;

/**
 * Threads that wait for the disk, so that nobody else does. What is asked while all are busy is done together by the next that
 * is free: a group commit, and one message between threads for many jobs.
 */
export function startWriter(): Writer {
  const threads = Array.from({ length: THREADS }, () => new Worker(new URL('./store-thread.ts', import.meta.url)));
  const free = [...threads];
  let waiting: Waiting[] = [];
  let scheduled = false;
  let whenIdle = (): void => undefined;

  const hand = (): void => {
    scheduled = false;
    for (let thread = free.pop(); thread; thread = waiting.length ? free.pop() : undefined) {
      if (waiting.length) begin(thread);
      else free.push(thread);
    }
    if (free.length === threads.length) whenIdle();
  };
  const begin = (thread: Worker): void => {
    const group = waiting.splice(0, Math.ceil(waiting.length / (free.length + 1)));
    thread.once('message', (ended: Ended[]) => {
      free.push(thread);
      group.forEach(({ settle }, index) => settle(ended[index]));
      schedule();
    });
    thread.postMessage(group.map(({ job }) => job));
  };
  const schedule = (): void => {
    if (!scheduled) setImmediate(hand);
    scheduled = true;
  };
  for (const thread of threads)
    // Without its disk the bridge can promise nothing: it ends, and what was not promised is sent to it again.
    thread.on('error', (error) => {
      throw error;
    });
  return {
    do: (job) =>
      new Promise((resolve, reject) => {
        const settle = (code: Ended): void => {
          if (code === undefined) resolve();
          else reject(Object.assign(new Error(`spool: ${code}`), { code }));
        };
        waiting.push({ job, settle });
        schedule();
      }),
    stop: async () => {
      if (waiting.length || free.length < threads.length) await new Promise<void>((resolve) => (whenIdle = resolve));
      waiting = [];
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}
