import type { Letter } from './letter.ts';

/** What each template is filled with, by subject: each has a file in every language. Addresses are pages of the portal; codes are clear here and nowhere kept so. */
interface Subjects {
  signIn: {
    /** B1: the one-time code of a sign-in. */
    'sign-in-code': { code: string; minutes: number };
    /** B2: a sign-in from a browser that was not seen before. `device` may be empty; `source` is masked. */
    'new-device': { device: string; at: string; source: string; address: string };
    /** B2: too many wrong tries at the account: it waits, for a while, where it is not known. `address`: the way back in. */
    'account-locked': { at: string; address: string };
    /** B5 */
    'sessions-ended': { at: string; address: string };
    /** B3 */
    'identifier-reminder': { identifier: string; address: string };
    /** B4: the one-time link, which holds the secret after its #. */
    'password-link': { minutes: number; address: string };
    /** B4: the code that goes with the link to who has a verified mobile. */
    'password-code': { code: string; minutes: number };
    /** B4, F5 */
    'password-changed': { at: string; address: string };
  };
  passkeys: {
    /** B6 */
    'passkey-added': { name: string; at: string; address: string };
    'passkey-removed': { name: string; at: string; address: string };
    /** B6: a key that counts backwards: somebody may have copied it. */
    'passkey-suspect': { name: string; at: string; address: string };
  };
  opening: {
    /** A1: the code that opens the way to a space. `days` is how long it is valid. */
    'provisional-code': { code: string; days: number; address: string };
    /** A4: the one-time code that shows that an address is the person's. */
    'contact-code': { code: string; minutes: number };
    /** A7: the space opens by itself on the day `opens` (`YYYY-MM-DD`); the code serves to activate it before, or to object. */
    'opening-notice': { code: string; days: number; opens: string; address: string };
    /** A6: the space is open. */
    'space-opened': { address: string };
    'space-opened-automatically': { address: string };
    /** A3: the person refused their space. */
    'space-opposed': { address: string };
  };
  settings: {
    /** F5: `shown` is the new address, masked; told to the address as it was before, and to the mobile. `address`: the way back in. */
    'email-changed': { shown: string; at: string; address: string };
    'mobile-changed': { at: string; address: string };
    'identifier-changed': { at: string; address: string };
    /** F5: the copy of a record is there to be fetched. */
    'export-ready': { address: string };
    /** F5: `address`: where a new code is asked for. */
    'space-closed': { at: string; address: string };
  };
  child: {
    /** A7: the space of a child opens by itself on the day `opens` (`YYYY-MM-DD`); told to the adults to whom the child is attached. */
    'opening-notice-minor': { firstName: string; opens: string; address: string };
    /** C1: a representative opened, or refused, a child's space; to every adult to whom the child is attached. */
    'minor-opened': { firstName: string; address: string };
    'minor-opposed': { firstName: string; address: string };
    /** F5: a representative closed a child's space; to everybody who represents the child or to whom the register attaches it. */
    'minor-closed': { firstName: string; at: string; address: string };
    /** A7: whoever came of age, with the code to a login of their own. */
    'majority-child': { code: string; days: number; address: string };
    /** A7: who represented them until then. */
    'majority-parent': { firstName: string; address: string };
  };
  representatives: {
    /** C3: names neither the child nor who invites: those stand behind the sign-in. */
    'invitation-waiting': { address: string };
    'invitation-refused': { firstName: string; address: string };
    'representative-joined': { firstName: string; address: string };
    'representative-left': { firstName: string; address: string };
    /** C1, C3: a representation has ended, as announced or because the register has it no more; told to who goes and who stays. */
    'representation-ended': { firstName: string; address: string };
    /** C3: on the day (`YYYY-MM-DD`) one of both representatives will be removed; told to both. */
    'removal-announced': { firstName: string; day: string; address: string };
  };
  notices: {
    /** G7 */
    'new-message': { address: string };
    /** F3 */
    'emergency-access': { address: string };
  };
}

export type TemplateValues = Subjects['signIn'] &
  Subjects['passkeys'] &
  Subjects['opening'] &
  Subjects['settings'] &
  Subjects['child'] &
  Subjects['representatives'] &
  Subjects['notices'];
export type Template = keyof TemplateValues;

/** The words of one template in one language; as a text message where it may go that way. */
export interface TemplateText<T extends Template> {
  letter: (values: TemplateValues[T]) => Letter;
  sms?: (values: TemplateValues[T]) => string;
}
export type Catalogue = { [T in Template]: TemplateText<T> };
/** What is written of one subject. */
export type TextsOf<S extends keyof Subjects> = Pick<Catalogue, Template & keyof Subjects[S]>;
