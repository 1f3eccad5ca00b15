import type { Patient } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { concept } from './concept.ts';
import { withKey } from './element.ts';
import { fields, required, type Lens } from './lens.ts';
import { PartialDate } from './partial-date.ts';
import { Ins, ins, validated } from './patient-ins.ts';
import { birthDate, BirthPlace, birthPlace, family, gender, given, givenNames } from './patient-traits.ts';
import { MailAddress, PhoneNumber, reachedBy } from './telecom.ts';
import { line } from './text.ts';

/**
 * Who a patient is, with the traits of the INS. `birthDate` may lack month or day, as for people born where they were not
 * written down. `active`: false when the space is closed or opposed.
 */
export const PatientIdentity = Type.Object(
  {
    ins: Type.Optional(Ins),
    validated: Type.Boolean(),
    birthName: line(100),
    givenName: line(100),
    givenNames: Type.Optional(line(200)),
    usedName: Type.Optional(line(100)),
    usedGivenName: Type.Optional(line(100)),
    gender: Type.Enum(['male', 'female', 'unknown']),
    birthDate: PartialDate,
    birthPlace: Type.Optional(BirthPlace),
    email: Type.Optional(MailAddress),
    phone: Type.Optional(PhoneNumber),
    mssAddress: Type.Optional(MailAddress),
    active: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type PatientIdentity = Static<typeof PatientIdentity>;

const FR_PATIENT = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient';
const FR_PATIENT_INS = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-ins';

/** FR Core patient-ins wants an INS, all given names of birth and the birthplace; without them it is not claimed. */
const claimed = (identity: PatientIdentity): string =>
  identity.ins && identity.givenNames && identity.birthPlace ? FR_PATIENT_INS : FR_PATIENT;

const active: Lens<Patient, boolean | undefined> = {
  get: (resource) => resource.active,
  put: (resource, value) => withKey(resource, 'active', value),
};

const traits = fields<Patient, PatientIdentity>({
  ins,
  validated,
  birthName: required(family('official'), 'no-name'),
  givenName: required(given('official'), 'no-name'),
  givenNames,
  usedName: family('usual'),
  usedGivenName: given('usual'),
  gender,
  birthDate,
  birthPlace,
  mssAddress: reachedBy('mssante'),
  email: reachedBy('email'),
  phone: reachedBy('phone'),
  active,
});

/** The traits, and the profile that they fulfil: it changes with them. */
const lens: Lens<Patient, PatientIdentity> = {
  get: traits.get,
  put: (resource, identity) => {
    const written = traits.put(resource, identity);
    if (written === resource) return resource;
    const others = (written.meta?.profile ?? []).filter((url) => url !== FR_PATIENT && url !== FR_PATIENT_INS);
    return { ...written, meta: withKey({ ...written.meta }, 'profile', [claimed(identity), ...others]) };
  },
};

export const patient = concept<PatientIdentity, Patient>({
  action: 'patient',
  schema: PatientIdentity,
  profiles: [FR_PATIENT, FR_PATIENT_INS],
  blank: { resourceType: 'Patient' },
  lens,
});

export const { toFhir: patientToFhir, fromFhir: patientFromFhir } = patient;
