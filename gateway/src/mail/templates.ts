import { letter, type Language, type Letter, type Words } from './letter.ts';
import type { Catalogue, Template, TemplateText, TemplateValues } from './template-values.ts';
import { en } from './texts/en.ts';
import { fr } from './texts/fr.ts';

export const catalogue: Record<Language, Catalogue> = { fr, en };

/** The words of a template, for whatever way they go. */
export const letterOf = <T extends Template>(template: T, language: Language, values: TemplateValues[T]): Letter =>
  textOf(template, language).letter(values);

/** A template as a mail: subject, plain text and HTML. */
export const mailOf = <T extends Template>(template: T, language: Language, values: TemplateValues[T]): Words =>
  letter(language, letterOf(template, language, values));

/** A template as a text message. @throws Error when it has no such form: its sender asked for a way that it does not go. */
export function smsOf<T extends Template>(template: T, language: Language, values: TemplateValues[T]): string {
  const { sms } = textOf(template, language);
  if (!sms) throw new Error(`${template} is not sent as a text message`);
  return sms(values);
}

const textOf = <T extends Template>(template: T, language: Language): TemplateText<T> => catalogue[language][template];
