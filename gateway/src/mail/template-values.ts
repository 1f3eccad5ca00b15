import type { Letter } from './letter.ts';

/** What each template is filled with. Addresses are pages of the portal; codes are clear here and nowhere kept so. */
export interface TemplateValues {
  /** B1: the one-time code of a sign-in. */
  'sign-in-code': { code: string; minutes: number };
  /** A1: the code that opens the way to a space. `days` is how long it is valid. */
  'provisional-code': { code: string; days: number; address: string };
  /** A6: the space is open. */
  'space-opened': { address: string };
  /** G7 */
  'new-message': { address: string };
  /** F3 */
  'emergency-access': { address: string };
}
export type Template = keyof TemplateValues;

/** The words of one template in one language; as a text message where it may go that way. */
export interface TemplateText<T extends Template> {
  letter: (values: TemplateValues[T]) => Letter;
  sms?: (values: TemplateValues[T]) => string;
}
export type Catalogue = { [T in Template]: TemplateText<T> };
