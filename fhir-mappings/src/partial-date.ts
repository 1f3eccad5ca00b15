import { Type, type Static } from 'typebox';

const YEAR = '(?:18|19|20|21)[0-9]{2}';
const LEAP_YEAR = '(?:(?:18|19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)';
const DAY_OF_MONTH =
  '(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)';
const DAY = `(?:${YEAR}-${DAY_OF_MONTH}|${LEAP_YEAR}-02-29)`;
const TIME = 'T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])';

const PARTIAL_DATE = `^(?:${YEAR}|${YEAR}-(?:0[1-9]|1[0-2])|${DAY})$`;
const ONE_DAY = `^${DAY}$`;
const DAY_OR_INSTANT = `^${DAY}(?:${TIME})?$`;
const INSTANT = `^${DAY}${TIME}$`;

/** A real date of which the year is known: `2021`, `2021-05` or `2021-05-17` (R4 dateTime without time). */
export const PartialDate = Type.String({ pattern: PARTIAL_DATE });
export type PartialDate = Static<typeof PartialDate>;

/** A real day, `2021-05-17`. */
export const Day = Type.String({ pattern: ONE_DAY });
export type Day = Static<typeof Day>;

/** A day, or an instant with its time zone: `2021-05-17`, `2021-05-17T08:30:00+02:00`. */
export const DayOrInstant = Type.String({ pattern: DAY_OR_INSTANT });
export type DayOrInstant = Static<typeof DayOrInstant>;

/** An instant with its time zone (R4 instant). */
export const Instant = Type.String({ pattern: INSTANT });
export type Instant = Static<typeof Instant>;

const matches = (pattern: string) => {
  const expression = new RegExp(pattern);
  return (text: string): boolean => expression.test(text);
};

export const isPartialDate = matches(PARTIAL_DATE);
export const isDay = matches(ONE_DAY);
export const isDayOrInstant = matches(DAY_OR_INSTANT);
export const isInstant = matches(INSTANT);
