import { createContext, useContext } from 'react';
import type { Language, Texts } from './language.ts';

export interface Reading {
  language: Language;
  texts: Texts;
  read: (language: Language) => void;
}

export const ReadingContext = createContext<Reading | undefined>(undefined);

export function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (!reading) throw new Error('useReading outside of the portal');
  return reading;
}

/** The texts in the person's language. */
export const useTexts = (): Texts => useReading().texts;
