import { setTimeout } from 'node:timers/promises';

interface Waiting<I, O> {
  item: I;
  resolve: (result: O) => void;
  reject: (error: unknown) => void;
}

interface Bounds {
  /** Items of a batch at most. */
  most: number;
  /** How many more are sure to come; a batch waits `pause` milliseconds for them where they are `worth` it. */
  coming: () => number;
  worth: number;
  pause: number;
}

/**
 * Turns a function on many into a function on one: what comes while a batch runs goes into the next, so that a costly
 * step (a synced write) is shared by all who wait for it. Who comes alone waits for nobody (PostgreSQL's `commit_siblings` and `commit_delay`).
 */
export function batched<I, O>(run: (items: I[]) => Promise<O[]>, bounds: Bounds): (item: I) => Promise<O> {
  const { most, coming, worth, pause } = bounds;
  const queue: Waiting<I, O>[] = [];
  let running = false;
  const drain = async (): Promise<void> => {
    running = true;
    while (queue.length > 0) {
      if (coming() >= worth) await setTimeout(pause);
      await runOne(run, queue.splice(0, most));
    }
    running = false;
  };
  return (item) =>
    new Promise<O>((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (!running) void drain();
    });
}

async function runOne<I, O>(run: (items: I[]) => Promise<O[]>, batch: Waiting<I, O>[]): Promise<void> {
  try {
    const results = await run(batch.map(({ item }) => item));
    batch.forEach(({ resolve }, index) => resolve(results[index] as O));
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
