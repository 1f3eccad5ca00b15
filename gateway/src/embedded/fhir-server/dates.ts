/** A moment or a stretch of time as FHIR writes it, as the first instant in it and the first after it (both ISO, UTC). */
export interface Stretch {
  low: string;
  high: string;
}

const pattern =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** How long the last part given lasts: a date of `2020-05` is all of May. Without a time zone, UTC. Undefined when it is no date. */
export function stretchOf(text: string): Stretch | undefined {
  const [, year = '', month, day, hour, minute, second, fraction, zone = 'Z'] = pattern.exec(text) ?? [];
  const rest = hour ? `T${hour}:${minute ?? '00'}:${second ?? '00'}${zone}` : 'T00:00:00Z';
  const start = new Date(`${year}-${month ?? '01'}-${day ?? '01'}${rest}`);
  if (Number.isNaN(start.getTime()) || (day && !exists(year, month ?? '', day))) return undefined;
  if (fraction) return between(start.getTime() + fractionOf(fraction), 1);
  if (second) return between(start.getTime(), 1_000);
  if (minute) return between(start.getTime(), 60_000);
  if (day) return between(start.getTime(), 86_400_000);
  const next = new Date(start);
  if (month) next.setUTCMonth(next.getUTCMonth() + 1);
  else next.setUTCFullYear(next.getUTCFullYear() + 1);
  return { low: start.toISOString(), high: next.toISOString() };
}

/** Milliseconds of a fraction of a second; what is finer is left out, on both sides of every comparison. */
const fractionOf = (fraction: string): number => Number(fraction.slice(0, 3).padEnd(3, '0'));

const between = (low: number, length: number): Stretch => ({
  low: new Date(low).toISOString(),
  high: new Date(low + length).toISOString(),
});

const exists = (year: string, month: string, day: string): boolean =>
  new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
