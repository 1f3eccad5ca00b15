import type { Language } from './letter.ts';

const ways: Record<Language, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }),
};

/** A moment (ISO 8601) as people read it, by the clock of Paris. */
export const momentText = (language: Language, at: string): string => ways[language].format(new Date(at));

const days: Record<Language, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** A day (`YYYY-MM-DD`) as people read it. */
export const dayText = (language: Language, day: string): string => days[language].format(new Date(`${day}T00:00:00Z`));
