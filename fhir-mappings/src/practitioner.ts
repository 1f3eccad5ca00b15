import type { HumanName, Practitioner } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { RPPS_SYSTEM } from './author.ts';
import { codeable, codesOf, codingOf, nos } from './coding.ts';
import { concept } from './concept.ts';
import { withElement, withKey, withoutKeys } from './element.ts';
import { extended } from './extension.ts';
import { frIdentifierType, identified } from './identifier.ts';
import { fields, required, type Lens } from './lens.ts';
import { professionLabel } from './professions.ts';
import { MailAddress, reachedBy } from './telecom.ts';
import { line } from './text.ts';

/** RPPS number of a professional. */
export const Rpps = Type.String({ pattern: '^[0-9]{11}$' });

/**
 * 0.2. A professional as Pro Santé Connect hands them over. `idnps`: the national identifier as given, never built from the RPPS.
 * `civility`: code of TRE_R81 (M, MME, MLLE); `title`: how they are addressed at work (Dr, Pr); `profession`: code of TRE_G15;
 * `specialty`: code of TRE_R38.
 */
export const Professional = Type.Object(
  {
    rpps: Rpps,
    idnps: Type.Optional(Type.String({ pattern: '^[0-9A-Z]{6,30}$' })),
    familyName: line(100),
    givenName: Type.Optional(line(100)),
    civility: Type.Optional(line(20)),
    title: Type.Optional(line(20)),
    profession: Type.Optional(Type.String({ pattern: '^[0-9]{2}$' })),
    specialty: Type.Optional(Type.String({ pattern: '^[A-Z]{1,4}[0-9]{2,3}$' })),
    mssAddress: Type.Optional(MailAddress),
  },
  { additionalProperties: false },
);
export type Professional = Static<typeof Professional>;

const PROFILE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-practitioner';
const G15 = nos('TRE_G15-ProfessionSante');
const R38 = nos('TRE_R38-SpecialiteOrdinale');
const IDNPS = 'urn:oid:1.2.250.1.71.4.2.1';

/** One part of the official name, or of the first one. A text of the whole name goes when a part of it changes. */
function namePart(key: 'family' | 'given' | 'prefix' | 'suffix'): Lens<Practitioner, string | undefined> {
  const indexIn = (names: HumanName[]) =>
    Math.max(
      0,
      names.findIndex(({ use }) => use === 'official'),
    );
  return {
    get: ({ name = [] }) => {
      const text = [name[indexIn(name)]?.[key] ?? []].flat().join(' ');
      return text.trim() === '' ? undefined : text;
    },
    put: (resource, value) => {
      const names = resource.name ?? [];
      const kept = withoutKeys<HumanName>(names[indexIn(names)] ?? {}, ['text']);
      const changed = withElement(kept, key, key === 'family' || value === undefined ? value : [value]);
      return { ...resource, name: names.toSpliced(indexIn(names), 1, changed) };
    },
  };
}

const profession: Lens<Practitioner, string | undefined> = {
  get: ({ qualification = [] }) =>
    qualification.flatMap(({ code }) => codesOf(code, G15)).find((code) => /^[0-9]{2}$/.test(code)),
  put: (resource, value) => {
    const others = (resource.qualification ?? []).filter(({ code }) => codesOf(code, G15).length === 0);
    const own = value === undefined ? [] : [{ code: codeable(G15, value, professionLabel(value).fr) }];
    return withKey(resource, 'qualification', [...own, ...others]);
  },
};

const specialty = extended<Practitioner, string>(
  'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-practitioner-specialty',
  ({ valueCoding }) => (/^[A-Z]{1,4}[0-9]{2,3}$/.test(valueCoding?.code ?? '') ? valueCoding?.code : undefined),
  (code) => ({ valueCoding: codingOf(R38, code) }),
);

export const professional = concept<Professional, Practitioner>({
  action: 'professional',
  schema: Professional,
  profiles: [PROFILE],
  blank: { resourceType: 'Practitioner', meta: { profile: [PROFILE] } },
  lens: fields<Practitioner, Professional>({
    rpps: required(identified(RPPS_SYSTEM, /^[0-9]{11}$/, frIdentifierType('RPPS')), 'no-identifier'),
    idnps: identified(IDNPS, /^[0-9A-Z]{6,30}$/, frIdentifierType('IDNPS')),
    familyName: required(namePart('family'), 'no-name'),
    givenName: namePart('given'),
    civility: namePart('prefix'),
    title: namePart('suffix'),
    profession,
    specialty,
    mssAddress: reachedBy('mssante'),
  }),
});

export const { toFhir: professionalToFhir, fromFhir: professionalFromFhir } = professional;
