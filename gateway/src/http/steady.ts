import { setTimeout as pause } from 'node:timers/promises';

/**
 * Does what must not show by its duration whether something exists: success and refusal alike come out `ms` after the start.
 * @param late told when the work took longer than that, so that it is seen: then its duration showed.
 */
export async function steadily<T>(ms: number, work: () => Promise<T>, late: () => void = () => undefined): Promise<T> {
  const due = performance.now() + ms;
  try {
    return await work();
  } finally {
    const left = due - performance.now();
    if (left < 0) late();
    else await pause(left);
  }
}
