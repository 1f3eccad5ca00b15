import type { Identifier } from '@medplum/fhirtypes';
import { codeable } from './coding.ts';
import { withElement } from './element.ts';
import type { Lens } from './lens.ts';

/** FR Core's code system of kinds of identifiers. */
export const FR_IDENTIFIER_TYPES = 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203';

/** The value of the identifier of one system, in a form that is right; others of the resource stay. */
export const identified = <R extends { identifier?: Identifier[] }>(
  system: string,
  shape: RegExp,
  more: Omit<Identifier, 'system' | 'value'> = {},
): Lens<R, string | undefined> => ({
  get: ({ identifier = [] }) =>
    identifier.find((found) => found.system === system && shape.test(found.value ?? ''))?.value,
  put: (resource, value) => {
    const others = (resource.identifier ?? []).filter((found) => found.system !== system);
    const own = value === undefined ? [] : [{ ...more, system, value }];
    return withElement(resource, 'identifier', [...own, ...others]);
  },
});

/** A kind of identifier of FR Core. */
export const frIdentifierType = (code: string) => ({ type: codeable(FR_IDENTIFIER_TYPES, code) });
