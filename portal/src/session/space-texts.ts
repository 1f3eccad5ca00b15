import type { Texts } from '../texts/language.ts';
import { useTexts } from '../texts/use-texts.ts';
import { useSpace } from './space.ts';

/** C2: the texts for the space that the page is in: in a child's, what is about the child names the child. */
export function useSpaceTexts(): Texts {
  const texts = useTexts();
  const child = useSpace();
  if (!child) return texts;
  const { access, form, home, measures, vaccinations } = texts.child.said(child.firstName);
  return {
    ...texts,
    access: { ...texts.access, ...access },
    form: { ...texts.form, ...form },
    home: { ...texts.home, ...home },
    measures: { ...texts.measures, ...measures },
    vaccinations: { ...texts.vaccinations, ...vaccinations },
  };
}
