import type { Language } from '../texts/language.ts';

export type Scheme = 'system' | 'light' | 'dark';

const LANGUAGE = 'passerelle.language';
const SCHEME = 'passerelle.scheme';

/** Storage can be refused (private windows, settings): the choice then lasts for the page. */
function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Not kept: nothing else depends on it.
  }
}

/** French first: English for who asked for it here. */
export const keptLanguage = (): Language => (kept(LANGUAGE) === 'en' ? 'en' : 'fr');
export const keepLanguage = (language: Language): void => keep(LANGUAGE, language);

export function keptScheme(): Scheme {
  const scheme = kept(SCHEME);
  return scheme === 'light' || scheme === 'dark' ? scheme : 'system';
}
export const keepScheme = (scheme: Scheme): void => keep(SCHEME, scheme);

export const darkWished = matchMedia('(prefers-color-scheme: dark)');

/** Writes the scheme where the tokens look for it. */
export function showScheme(scheme: Scheme): void {
  const shown = scheme === 'system' ? (darkWished.matches ? 'dark' : 'light') : scheme;
  document.documentElement.dataset['scheme'] = shown;
}
