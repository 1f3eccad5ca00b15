import type { Language } from './language.ts';

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

const PARTS: readonly Intl.DateTimeFormatOptions[] = [
  { year: 'numeric' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'long', day: 'numeric' },
];

/** `2021`, `2021-05` or `2021-05-17` as people say it; anything else as it is. */
export function dateText(date: string, language: Language): string {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date.slice(0, 10));
  if (!parts) return date;
  const [, year, month, day] = parts;
  const format = PARTS[day ? 2 : month ? 1 : 0];
  const moment = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  return new Intl.DateTimeFormat(locales[language], { ...format, timeZone: 'UTC' }).format(moment);
}

/** An instant in the reader's time zone, day and time. */
export function instantText(instant: string, language: Language): string {
  const moment = new Date(instant);
  if (Number.isNaN(moment.getTime())) return instant;
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeStyle: 'short' }).format(moment);
}

/** The time of day of an instant. */
export const clockText = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));

/** Short for lists: the time today, else the day. */
export function shortInstant(instant: string, language: Language, now = new Date()): string {
  const moment = new Date(instant);
  if (Number.isNaN(moment.getTime())) return instant;
  const today = moment.toDateString() === now.toDateString();
  const sameYear = moment.getFullYear() === now.getFullYear();
  const format: Intl.DateTimeFormatOptions = today
    ? { hour: '2-digit', minute: '2-digit' }
    : { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) };
  return new Intl.DateTimeFormat(locales[language], format).format(moment);
}

export const numberText = (value: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: 2 }).format(value);

/** A day or an instant in few letters, for tables. */
export function briefWhen(when: string, language: Language): string {
  const moment = new Date(when);
  const clock: Intl.DateTimeFormatOptions =
    when.length > 10 ? { hour: '2-digit', minute: '2-digit' } : { timeZone: 'UTC' };
  const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
  return new Intl.DateTimeFormat(locales[language], { ...day, ...clock }).format(moment);
}

/** Bytes as people read them: `340 ko`, `1,2 Mo`. */
export function sizeText(bytes: number, language: Language): string {
  const units = language === 'fr' ? ['o', 'ko', 'Mo'] : ['B', 'kB', 'MB'];
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const value = bytes / 1000 ** step;
  const shown = new Intl.NumberFormat(locales[language], { maximumFractionDigits: step === 2 ? 1 : 0 }).format(value);
  return `${shown} ${units[step]}`;
}

/** The day of today where the reader is, `2021-05-17`. */
export function today(now = new Date()): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** January to December. */
export function monthNames(language: Language): string[] {
  const format = new Intl.DateTimeFormat(locales[language], { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2021, month, 1))));
}

/** A day for the axis of a chart: `3 mai 21`. */
export const shortDay = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { day: 'numeric', month: 'short', year: '2-digit' }).format(at);
