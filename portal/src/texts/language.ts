import type { fr } from './fr.ts';

export type Language = 'fr' | 'en';
/** The French texts are the model: English has the same keys, or the types say so. */
export type Texts = typeof fr;

const loaders: Record<Language, () => Promise<Texts>> = {
  fr: async () => (await import('./fr.ts')).fr,
  en: async () => (await import('./en.ts')).en,
};

export const loadTexts = (language: Language): Promise<Texts> => loaders[language]();
