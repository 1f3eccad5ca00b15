import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linear, thinned, ticks } from './scale.ts';

// What is measured has three decimals at most.
const finite = fc.integer({ min: -1e8, max: 1e8 }).map((value) => value / 1000);

describe('the axis of a chart', () => {
  it('has round numbers around what was measured', () => {
    expect(ticks(72.4, 75.1)).toEqual([72, 73, 74, 75, 76]);
    expect(ticks(79, 134)).toEqual([60, 80, 100, 120, 140]);
  });

  it('spans every value, in a few even steps', () => {
    fc.assert(
      fc.property(finite, finite, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const marks = ticks(low, high);
        expect(marks.length).toBeGreaterThanOrEqual(2);
        expect(marks.length).toBeLessThanOrEqual(12);
        const slack = 1e-6 * Math.max(1, Math.abs(low), Math.abs(high));
        expect(marks[0]).toBeLessThanOrEqual(low + slack);
        expect(marks.at(-1)).toBeGreaterThanOrEqual(high - slack);
      }),
    );
  });

  it('puts a single value in the middle', () => {
    expect(linear([5, 5], [0, 100])(5)).toBe(50);
  });

  it('draws a larger value higher up', () => {
    const y = linear([60, 140], [200, 0]);
    expect(y(60)).toBe(200);
    expect(y(140)).toBe(0);
    expect(y(120)).toBeLessThan(y(80));
  });

  it('names the first and the last day when there is no room for all', () => {
    expect(thinned([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
    expect(thinned([1, 2], 4)).toEqual([1, 2]);
  });
});
