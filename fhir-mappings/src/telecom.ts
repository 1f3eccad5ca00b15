import type { ContactPoint } from '@medplum/fhirtypes';
import { Type } from 'typebox';
import { codingOf, nos } from './coding.ts';
import { withElement } from './element.ts';
import { extensionIn } from './extension.ts';
import type { Lens } from './lens.ts';

const ADDRESS = '^[^\\s@<>,;"]{1,64}@[^\\s@<>,;"]{1,189}$';
const NUMBER = '^\\+?[0-9](?:[ .-]?[0-9]){3,19}$';

/** An address of electronic mail (RFC 5321 §4.5.3.1 for the lengths). */
export const MailAddress = Type.String({ pattern: ADDRESS });
/** A telephone number as people write it. */
export const PhoneNumber = Type.String({ pattern: NUMBER });

export const isMailAddress = (text: string): boolean => new RegExp(ADDRESS).test(text);

const MAIL_KIND = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type';
const MAIL_KINDS = nos('TRE_R256-TypeMessagerie');

/** Which of the three ways to reach somebody a contact point is. */
type Way = 'email' | 'mssante' | 'phone';

function wayOf(point: ContactPoint): Way | undefined {
  if (point.system === 'phone') return 'phone';
  if (point.system !== 'email') return undefined;
  return extensionIn(point, MAIL_KIND)?.valueCoding?.code === 'MSSANTE' ? 'mssante' : 'email';
}

const SHAPES: Record<Way, RegExp> = {
  email: new RegExp(ADDRESS),
  mssante: new RegExp(ADDRESS),
  phone: new RegExp(NUMBER),
};

const point = (way: Way, value: string): ContactPoint => ({
  ...(way === 'mssante'
    ? { extension: [{ url: MAIL_KIND, valueCoding: codingOf(MAIL_KINDS, 'MSSANTE', 'MSSANTE') }] }
    : {}),
  system: way === 'phone' ? 'phone' : 'email',
  value,
});

/** How to reach somebody by one way: the first contact point of it that has the form of one. */
export function reachedBy<R extends { telecom?: ContactPoint[] }>(way: Way): Lens<R, string | undefined> {
  const fits = (found: ContactPoint) => wayOf(found) === way && SHAPES[way].test(found.value ?? '');
  return {
    get: ({ telecom = [] }) => telecom.find(fits)?.value,
    put: (resource, value) => {
      const others = (resource.telecom ?? []).filter((found) => !fits(found));
      return withElement(resource, 'telecom', [...(value === undefined ? [] : [point(way, value)]), ...others]);
    },
  };
}
