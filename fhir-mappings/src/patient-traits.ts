import type { Address, HumanName, Patient } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { codingOf, nos } from './coding.ts';
import { withElement, withKey, withoutKeys } from './element.ts';
import { extensionIn, withExtension } from './extension.ts';
import type { Lens } from './lens.ts';
import { isPartialDate, type PartialDate } from './partial-date.ts';
import { line } from './text.ts';
import { unreadable } from './unreadable.ts';

type Use = 'official' | 'usual';

/** One part of the name of one use. A text of the whole name no longer holds when a part of it changes. */
function namePart(
  use: Use,
  read: (name: HumanName) => string | undefined,
  write: (name: HumanName, value: string | undefined) => HumanName,
): Lens<Patient, string | undefined> {
  return {
    get: ({ name = [] }) => {
      const found = name.find((candidate) => candidate.use === use);
      const text = found === undefined ? undefined : read(found);
      return text?.trim() ? text : undefined;
    },
    put: (resource, value) => {
      const names = resource.name ?? [];
      const index = names.findIndex((candidate) => candidate.use === use);
      const changed = write(withoutKeys(names[index] ?? { use }, ['text']), value);
      const isEmpty = Object.keys(changed).every((key) => key === 'use');
      const next = isEmpty ? [] : [changed];
      return withKey<Patient, 'name'>(
        resource,
        'name',
        index < 0 ? [...names, ...next] : names.toSpliced(index, 1, ...next),
      );
    },
  };
}

export const family = (use: Use) =>
  namePart(
    use,
    (name) => name.family,
    (name, value) => withElement(name, 'family', value),
  );

/** The first given name; an official name has only one (FR Core patient-ins). */
export const given = (use: Use) =>
  namePart(
    use,
    (name) => name.given?.[0],
    (name, value) => withElement(name, 'given', value === undefined ? undefined : [value]),
  );

const GIVEN_NAMES = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-birth-list-given-name';

/** All given names of birth, as one text. */
export const givenNames = namePart(
  'official',
  (name) => extensionIn(name, GIVEN_NAMES)?.valueString,
  (name, value) => withExtension(name, GIVEN_NAMES, value === undefined ? undefined : { valueString: value }),
);

/** FR Core: `other` is refused. */
export const gender: Lens<Patient, 'male' | 'female' | 'unknown'> = {
  get: ({ gender: found }) =>
    found === 'male' || found === 'female' || found === 'unknown' ? found : unreadable('gender'),
  put: (resource, value) => withKey(resource, 'gender', value),
};

export const birthDate: Lens<Patient, PartialDate> = {
  get: ({ birthDate: found }) => {
    if (found === undefined) return unreadable('no-date');
    return isPartialDate(found) ? found : unreadable('date');
  },
  put: (resource, value) => withKey(resource, 'birthDate', value),
};

const COG = '^(?:[0-9]{2}|2[AB])[0-9]{3}$';

/** A birthplace: the code of the commune or country (COG, INSEE) and its name. */
export const BirthPlace = Type.Object(
  { code: Type.String({ pattern: COG }), name: Type.Optional(line(100)) },
  { additionalProperties: false },
);
export type BirthPlace = Static<typeof BirthPlace>;

const BIRTH_PLACE = 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace';
const INSEE_CODE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code';
const COMMUNES = nos('TRE_R13-CommuneOM');

/** A birthplace without its code is not read; the address keeps what else it says. */
export const birthPlace: Lens<Patient, BirthPlace | undefined> = {
  get: (resource) => {
    const address = extensionIn(resource, BIRTH_PLACE)?.valueAddress;
    const code = extensionIn(address, INSEE_CODE)?.valueCoding?.code ?? '';
    if (!new RegExp(COG).test(code)) return undefined;
    return address?.city?.trim() ? { code, name: address.city } : { code };
  },
  put: (resource, value) => {
    if (value === undefined) return withExtension(resource, BIRTH_PLACE, undefined);
    const address: Address = { ...extensionIn(resource, BIRTH_PLACE)?.valueAddress };
    const coded = withExtension(address, INSEE_CODE, { valueCoding: codingOf(COMMUNES, value.code, value.name) });
    return withExtension(resource, BIRTH_PLACE, { valueAddress: withElement(coded, 'city', value.name) });
  },
};
