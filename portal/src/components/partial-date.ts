import type { Texts } from '../texts/language.ts';

/** A date as it is typed: the year is needed, month and day may be left out. */
export interface TypedDate {
  year: string;
  month: string;
  day: string;
}

export const noDate: TypedDate = { year: '', month: '', day: '' };

export function typedDate(date: string | undefined): TypedDate {
  const [year = '', month = '', day = ''] = (date ?? '').slice(0, 10).split('-');
  return { year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') };
}

const pad = (part: string) => part.padStart(2, '0');

/** `2021`, `2021-05` or `2021-05-17`; nothing when the year is not typed. */
export function partialDate({ year, month, day }: TypedDate): string | undefined {
  if (!year) return undefined;
  return [year, ...(month ? [pad(month)] : []), ...(month && day ? [pad(day)] : [])].join('-');
}

/** What is wrong with a typed date; nothing typed is wrong only where a date is `required`. */
export function dateError(
  date: TypedDate,
  { form }: Texts,
  { required = false, latest }: { required?: boolean; latest?: string } = {},
): string | undefined {
  const { year, month, day } = date;
  if (!year) return required || month || day ? form.dateYearMissing : undefined;
  if (!/^(18|19|20|21)\d{2}$/.test(year)) return form.dateImpossible;
  if (day && !month) return form.monthMissing;
  if (day && !exists(Number(year), Number(month), Number(day))) return form.dateImpossible;
  const whole = partialDate(date) ?? '';
  return latest && whole > latest.slice(0, whole.length) ? form.dateFuture : undefined;
}

function exists(year: number, month: number, day: number): boolean {
  const moment = new Date(Date.UTC(year, month - 1, day));
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
}

/** Whether `end` is surely before `start`, compared at the precision that both have. */
export function isBefore(end: string | undefined, start: string | undefined): boolean {
  if (!end || !start) return false;
  const length = Math.min(end.length, start.length);
  return end.slice(0, length) < start.slice(0, length);
}
