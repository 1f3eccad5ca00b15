import { problem } from '../errors.ts';

export type ContactKind = 'email' | 'mobile';

/** One bare address (the shape that relays take, RFC 5321 §4.5.3.1 for lengths); no comma or bracket makes two of it. */
const email =
  /^[^\s@<>,;:"()[\]\\]{1,64}@(?=.{3,189}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;
/** A French mobile, at home or overseas: `06…`, `07…`, `+336…`; or any number in its international form. */
const french = /^(?:\+?33|0033|0)([67]\d{8})$/;
const abroad = /^(?:\+|00)([1-9]\d{7,14})$/;

/**
 * An address as it is kept and written to, from what a person typed or the register holds.
 * @returns an e-mail address, or a number as `+33639980101`
 * @throws Problem `contact-invalid` with the field `address`
 */
export function addressOf(kind: ContactKind, typed: string): string {
  const address = kind === 'email' ? emailOf(typed.trim()) : mobileOf(typed.replace(/[\s.()-]/g, ''));
  if (address === undefined) throw problem('contact-invalid', {}, [{ field: 'address', ...wrong[kind] }]);
  return address;
}

const emailOf = (typed: string): string | undefined => (email.test(typed) ? typed : undefined);

function mobileOf(typed: string): string | undefined {
  const own = french.exec(typed)?.[1];
  if (own) return `+33${own}`;
  const other = abroad.exec(typed)?.[1];
  return other && !other.startsWith('33') ? `+${other}` : undefined;
}

const wrong = {
  email: {
    fr: 'Cette adresse e-mail n’est pas complète : elle ressemble à nom@exemple.fr.',
    en: 'This e-mail address is not complete: it looks like name@example.com.',
  },
  mobile: {
    fr: 'Ce numéro de mobile n’est pas complet : il ressemble à 06 39 98 01 02.',
    en: 'This mobile number is not complete: it looks like 06 39 98 01 02, or +44… from elsewhere.',
  },
};
