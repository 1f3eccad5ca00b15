/** From values to places on a drawing. */
export type Scale = (value: number) => number;

/** A straight line from `[from, to]` to `[start, end]`; a domain without width lands in the middle. */
export function linear([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  if (from === to) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

const NICE = [1, 2, 2.5, 5, 10];

/** Round numbers that span the values, about `count` steps: the lines of an axis. */
export function ticks(low: number, high: number, count = 4): number[] {
  const spread = high - low || Math.abs(high) || 1;
  const rough = spread / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (NICE.find((nice) => nice * power >= rough * 0.999) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** At most `count` of the values, the first and the last among them. */
export function thinned<T>(values: readonly T[], count: number): T[] {
  if (values.length <= count) return [...values];
  return Array.from({ length: count }, (_, index) => {
    const place = Math.round((index * (values.length - 1)) / (count - 1));
    return values[place] as T;
  });
}
