import { setTimeout as wait } from 'node:timers/promises';

/** Waits for a condition to hold, and says what never came about. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, deadline = 10_000): Promise<void> {
  const end = Date.now() + deadline;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await wait(10);
  }
}
