import { Worker } from 'node:worker_threads';
import type { Ended, Job } from './store.ts';

/** Does jobs on the disk. */
export interface Writer {
  /** @throws Error with the system's `code`. */
  do: (job: Job) => Promise<void>;
  /** Ends after what was asked. */
  stop: () => Promise<void>;
}

export interface Asked {
  number: number;
  job: Job;
}

export interface Answered {
  number: number;
  ended: Ended;
}

/** The writer's own thread: opening and naming files wait for the disk too, and nobody else shall wait with them. */
export function startWriter(): Writer {
  const thread = new Worker(new URL('./store-thread.ts', import.meta.url));
  const waiting = new Map<number, (ended: Ended) => void>();
  let asked: Asked[] = [];
  let count = 0;
  let idle = (): void => undefined;
  const send = (): void => {
    thread.postMessage(asked);
    asked = [];
  };
  thread.on('message', (answered: Answered[]) => {
    for (const { number, ended } of answered) {
      waiting.get(number)?.(ended);
      waiting.delete(number);
    }
    if (!waiting.size) idle();
  });
  // Without its disk the bridge can promise nothing: it ends, and what was not promised is sent to it again.
  thread.on('error', (error) => {
    throw error;
  });
  return {
    do: (job) =>
      new Promise((resolve, reject) => {
        waiting.set((count += 1), (code) => {
          if (code === undefined) resolve();
          else reject(Object.assign(new Error(`spool: ${code}`), { code }));
        });
        asked.push({ number: count, job });
        if (asked.length === 1) setImmediate(send);
      }),
    stop: async () => {
      if (waiting.size) await new Promise<void>((resolve) => (idle = resolve));
      await thread.terminate();
    },
  };
}
