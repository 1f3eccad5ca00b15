import type { Texts } from '../texts/language.ts';
import { useTexts } from '../texts/use-texts.ts';
import { useSpace } from './space.ts';

/** C2: the texts for the space that the page is in: in a child's, what is about the child names the child. */
export function useSpaceTexts(): Texts {
  const texts = useTexts();
  const child = useSpace();
  if (!child) return texts;
  const { access, documents, form, home, measures, messages, vaccinations } = texts.child.said(child.firstName);
  return {
    ...texts,
    access: { ...texts.access, ...access },
    documents: { ...texts.documents, ...documents },
    form: { ...texts.form, ...form },
    home: { ...texts.home, ...home },
    measures: { ...texts.measures, ...measures },
    messages: { ...texts.messages, ...messages },
    vaccinations: { ...texts.vaccinations, ...vaccinations },
  };
}
