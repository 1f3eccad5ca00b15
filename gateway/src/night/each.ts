import { isUnavailable } from '../database/connect.ts';
import type { Done } from './parts.ts';

/** How many items are held at a time: a register of millions is walked in bounded memory. */
const batch = 500;

/** Items in the order of their key, those after `after` only. */
export type Next<I> = (after: string, limit: number) => Promise<I[]>;

/**
 * Does something for each item, batch by batch. A fault of one is counted and stops none of the rest; it is for the next night.
 * @param one says whether there was something to do
 * @throws when the database cannot be reached: then nothing more can be done this night
 */
export async function forEachItem<I>(
  next: Next<I>,
  keyOf: (item: I) => string,
  one: (item: I) => Promise<boolean>,
): Promise<Done> {
  const sum: Done = { done: 0, failed: 0 };
  for (let after = ''; ;) {
    const items = await next(after, batch);
    for (const item of items) await count(sum, () => one(item));
    const last = items.at(-1);
    if (last === undefined || items.length < batch) return sum;
    after = keyOf(last);
  }
}

async function count(sum: Done, one: () => Promise<boolean>): Promise<void> {
  try {
    if (await one()) sum.done += 1;
  } catch (error) {
    if (isUnavailable(error)) throw error;
    sum.failed += 1;
  }
}
