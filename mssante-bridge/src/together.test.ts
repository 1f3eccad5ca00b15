import { expect, test } from 'vitest';
import { together } from './together.ts';
import { until } from './testing/until.ts';

/** What was asked in each group, and how to end the groups. */
function watched(lanes: number, most = Infinity) {
  const groups: number[][] = [];
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const double = together(
    async (group: number[]) => {
      groups.push(group);
      await ended;
      return group.map((one) => (one < 0 ? Promise.reject<number>(new Error(`no ${one}`)) : 2 * one));
    },
    { lanes, fit: ({ length }) => Math.min(length, most) },
  );
  return { groups, double, end: () => end() };
}

test('who comes alone waits for nobody, who comes meanwhile goes together, and each has the answer to what it asked', async () => {
  const { groups, double, end } = watched(1);
  const first = double(1);
  await until('the first is asked', () => groups.length === 1);
  const others = [double(2), double(3)];
  end();
  expect(await Promise.all([first, ...others])).toEqual([2, 4, 6]);
  expect(groups).toEqual([[1], [2, 3]]);
});

test('a second lane takes what comes while the first is slow; a third is not there', async () => {
  const { groups, double, end } = watched(2);
  const all = [double(1)];
  for (const next of [2, 3]) {
    await until('it is asked', () => groups.length === next - 1);
    all.push(double(next));
  }
  await new Promise(setImmediate);
  expect(groups).toEqual([[1], [2]]);
  end();
  expect(await Promise.all(all)).toEqual([2, 4, 6]);
});

test('a group is as large as fits, and the rest goes in the next', async () => {
  const { groups, double, end } = watched(1, 2);
  end();
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(groups).toEqual([[1, 2], [3]]);
});

test('one that fails by itself fails alone; a group that fails, as a whole', async () => {
  const { double, end } = watched(1);
  end();
  const [no, yes] = await Promise.allSettled([double(-1), double(1)]);
  expect([no?.status, yes?.status]).toEqual(['rejected', 'fulfilled']);
  const never = together((): Promise<number[]> => Promise.reject(new Error('down')), { lanes: 1, fit: () => 9 });
  expect((await Promise.allSettled([never(1), never(2)])).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
});
