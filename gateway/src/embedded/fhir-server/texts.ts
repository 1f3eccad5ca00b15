import type { Address, HumanName } from '@medplum/fhirtypes';

/** A text as searches compare it: without accents, in capitals, as R4 search.html#string asks for. */
export const foldText = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase().replaceAll(/\s+/g, ' ').trim();

/** The texts in a value of a string parameter: each part of a name or address counts on its own. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [String(value)];
  const { text, family, given, prefix, suffix } = value as HumanName;
  const { line, city, district, state, postalCode, country } = value as Address;
  return [text, family, ...(given ?? []), ...(prefix ?? []), ...(suffix ?? [])]
    .concat(line ?? [], city, district, state, postalCode, country)
    .filter((part): part is string => typeof part === 'string');
}
