import type { Language } from './letter.ts';

const ways: Record<Language, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }),
};

/** A moment (ISO 8601) as people read it, by the clock of Paris. */
export const momentText = (language: Language, at: string): string => ways[language].format(new Date(at));
