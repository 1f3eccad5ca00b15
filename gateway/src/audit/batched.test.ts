import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { batched } from './batched.ts';

/** A step that notes what it was given at once; `coming` are on their way. */
function noting(coming: () => number) {
  const batches: string[][] = [];
  const submit = batched(
    (items: string[]) => {
      batches.push(items);
      return Promise.resolve(items.map((item) => item.toUpperCase()));
    },
    { most: 3, coming, worth: 2, pause: 40 },
  );
  return { batches, submit };
}

it('who comes alone is served at once', async () => {
  const { batches, submit } = noting(() => 1);
  expect(await submit('a')).toBe('A');
  expect(await submit('b')).toBe('B');
  expect(batches).toEqual([['a'], ['b']]);
});

it('who comes with others under way is served together with those, in their order and as many as a batch holds', async () => {
  let left = 4;
  const { batches, submit } = noting(() => left);
  const first = submit('a');
  await pause(1);
  const others = ['b', 'c', 'd'].map(submit);
  left = 0;
  expect(await Promise.all([first, ...others])).toEqual(['A', 'B', 'C', 'D']);
  expect(batches).toEqual([['a', 'b', 'c'], ['d']]);
});

it('a step that fails fails for those of its batch, and for nobody after them', async () => {
  let fails = true;
  const submit = batched((items: string[]) => (fails ? Promise.reject(new Error('down')) : Promise.resolve(items)), {
    most: 3,
    coming: () => 0,
    worth: 2,
    pause: 1,
  });
  await expect(submit('a')).rejects.toThrow('down');
  fails = false;
  expect(await submit('b')).toBe('b');
});
