import { expect, test } from 'vitest';
import { forEachItem } from './each.ts';

const register = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(5, '0'));

test('Ten thousand people are walked in batches, each of them once', async () => {
  const batches: number[] = [];
  const seen: string[] = [];
  const next = async (after: string, limit: number): Promise<string[]> => {
    const items = register.filter((one) => one > after).slice(0, limit);
    batches.push(items.length);
    return items;
  };
  const done = await forEachItem(
    next,
    (item) => item,
    async (item) => seen.push(item) % 2 === 0,
  );
  expect(done).toEqual({ done: 5_000, failed: 0 });
  expect(seen).toEqual(register);
  expect(Math.max(...batches)).toBe(500);
});

test('A fault of one stops none of the rest, and a database that is gone stops all', async () => {
  const next = async (after: string): Promise<string[]> => (after ? [] : ['a', 'b', 'c']);
  const faulty = (fault: Error) => (item: string) => (item === 'b' ? Promise.reject(fault) : Promise.resolve(true));
  expect(await forEachItem(next, String, faulty(new Error('one')))).toEqual({ done: 2, failed: 1 });
  const gone = Object.assign(new Error('gone'), { code: '57P01' });
  await expect(forEachItem(next, String, faulty(gone))).rejects.toThrow('gone');
});
