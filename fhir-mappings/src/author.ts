import type { Reference } from '@medplum/fhirtypes';
import { ownIdentifier } from './own.ts';

export const RPPS_SYSTEM = 'https://rpps.esante.gouv.fr';
export const FINESS_SYSTEM = 'https://finess.esante.gouv.fr';

/**
 * Who wrote an entry. `other` without a name: the resource does not say. A professional's or an organisation's name is empty where
 * the resource gives the number alone. A legal representative of the patient is known by the id of their own Patient.
 */
export type Author =
  | { readonly kind: 'patient' }
  | { readonly kind: 'representative'; readonly person: string; readonly name: string }
  | { readonly kind: 'professional'; readonly rpps: string; readonly name: string }
  | { readonly kind: 'organization'; readonly finess: string; readonly name: string }
  | { readonly kind: 'other'; readonly name?: string };

/** Identifiers of legal representatives: the id of their own Patient. */
export const REPRESENTATIVE_SYSTEM = ownIdentifier('representative');

const isPerson = (value: string | undefined): value is string => /^[A-Za-z0-9\-.]{1,64}$/.test(value ?? '');
const isRpps = (value: string | undefined): value is string => /^[0-9]{11}$/.test(value ?? '');
const isFiness = (value: string | undefined): value is string => /^[0-9AB]{9}$/.test(value ?? '');

/** Who a reference stands for, by its national identifier; `Practitioner/17` alone tells nobody who that is. */
export function authorFrom(reference: Reference | undefined, patient: string | undefined): Author {
  const { identifier, display } = reference ?? {};
  if (patient !== undefined && reference?.reference === `Patient/${patient}`) return { kind: 'patient' };
  if (identifier?.system === REPRESENTATIVE_SYSTEM && isPerson(identifier.value))
    return { kind: 'representative', person: identifier.value, name: display ?? '' };
  if (identifier?.system === RPPS_SYSTEM && isRpps(identifier.value))
    return { kind: 'professional', rpps: identifier.value, name: display ?? '' };
  if (identifier?.system === FINESS_SYSTEM && isFiness(identifier.value))
    return { kind: 'organization', finess: identifier.value, name: display ?? '' };
  return display ? { kind: 'other', name: display } : { kind: 'other' };
}

const named = (name: string) => (name === '' ? {} : { display: name });

/** The reference to an author. No `type` for organisations: recorders and informants may not be declared as one. */
export function referenceTo(author: Author, patient: string): Reference | undefined {
  switch (author.kind) {
    case 'patient':
      return { reference: `Patient/${patient}` };
    case 'representative':
      return {
        type: 'RelatedPerson',
        identifier: { system: REPRESENTATIVE_SYSTEM, value: author.person },
        ...named(author.name),
      };
    case 'professional':
      return {
        type: 'Practitioner',
        identifier: { system: RPPS_SYSTEM, value: author.rpps },
        ...named(author.name),
      };
    case 'organization':
      return { identifier: { system: FINESS_SYSTEM, value: author.finess }, ...named(author.name) };
    case 'other':
      return author.name === undefined ? undefined : { display: author.name };
  }
}
