/** A day as the calendar of Europe/Paris has it, `YYYY-MM-DD`: months, majorities and letters go by it, whatever the hour in UTC. */
export const dayOf = (at: Date): string => paris.format(at);

/** Swedish writes dates as ISO 8601 does. */
const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The same day a month later, or the last of that month where it has no such day: 31 January → 28 February. */
export function monthAfter(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Years of age at which a person's space is their own. */
const majority = 18;

/**
 * Whether a person is of age, from midnight (Europe/Paris) of the birthday on. Who was born on 29 February is of age on 1 March.
 * @param birthDate `YYYY-MM-DD`
 */
export function isOfAge(birthDate: string, at: Date): boolean {
  const [year = '', ...rest] = birthDate.split('-');
  return [String(Number(year) + majority).padStart(4, '0'), ...rest].join('-') <= dayOf(at);
}

/** The time of now, or of so many days ahead: to live a month or a majority in a trial. */
export const shiftedClock =
  (days: number): (() => Date) =>
  () =>
    new Date(Date.now() + days * 24 * 3600 * 1000);
