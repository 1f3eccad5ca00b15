import type {
  AllergyIntolerance,
  CodeableConcept,
  Condition,
  Immunization,
  MedicationStatement,
} from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { ABSENCES, ABSENT_UNKNOWN, saysNothing, type AbsenceSection } from './absence-codes.ts';
import { allergy } from './allergy.ts';
import { codingOf, SNOMED } from './coding.ts';
import { disease } from './disease.ts';
import { fields } from './lens.ts';
import type { Recorded } from './concept.ts';
import { authorUnder, patientUnder } from './parts.ts';
import { treatment, UNKNOWN_PERIOD } from './treatment.ts';
import { unreadable, type Unreadable } from './unreadable.ts';
import { enteredBy, vaccination } from './vaccination.ts';

/** D. A section of the profile in which there is nothing to declare. */
export const Absence = Type.Object(
  { section: Type.Enum(['diseases', 'treatments', 'allergies', 'vaccinations']) },
  { additionalProperties: false },
);
export type Absence = Static<typeof Absence>;
export type AbsenceResource = Condition | MedicationStatement | AllergyIntolerance | Immunization;

/** Both codings, since IPS 2 and the French documents differ. */
const coded = (section: AbsenceSection): CodeableConcept => {
  const { snomed, absent, label } = ABSENCES[section];
  return {
    coding: [codingOf(SNOMED, snomed), codingOf(ABSENT_UNKNOWN, absent, label.en)],
    text: label.fr,
  };
};

const sectionIn = <R>(section: AbsenceSection, codeOf: (resource: R) => CodeableConcept | undefined) =>
  fields<R, Absence>({
    section: {
      get: (resource) => (saysNothing(codeOf(resource), ABSENCES[section]) ? section : unreadable('no-code')),
      put: (resource) => resource,
    },
  });

const lenses = {
  Condition: fields<Condition, Recorded<Absence>>({
    patient: patientUnder('subject'),
    author: authorUnder('recorder'),
    entry: sectionIn('diseases', ({ code }) => code),
  }),
  MedicationStatement: fields<MedicationStatement, Recorded<Absence>>({
    patient: patientUnder('subject'),
    author: authorUnder('informationSource'),
    entry: sectionIn('treatments', ({ medicationCodeableConcept }) => medicationCodeableConcept),
  }),
  AllergyIntolerance: fields<AllergyIntolerance, Recorded<Absence>>({
    patient: patientUnder('patient'),
    author: authorUnder('recorder'),
    entry: sectionIn('allergies', ({ code }) => code),
  }),
  Immunization: fields<Immunization, Recorded<Absence>>({
    patient: patientUnder('patient'),
    author: enteredBy,
    entry: sectionIn('vaccinations', ({ vaccineCode }) => vaccineCode),
  }),
};

const blanks: Record<AbsenceSection, () => AbsenceResource> = {
  diseases: () => ({
    resourceType: 'Condition',
    meta: { profile: [...disease.profiles] },
    clinicalStatus: { coding: [codingOf('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active')] },
    code: coded('diseases'),
    subject: {},
  }),
  treatments: () => ({
    resourceType: 'MedicationStatement',
    meta: { profile: [...treatment.profiles] },
    status: 'unknown',
    medicationCodeableConcept: coded('treatments'),
    effectivePeriod: UNKNOWN_PERIOD,
    subject: {},
  }),
  allergies: () => ({
    resourceType: 'AllergyIntolerance',
    meta: { profile: [...allergy.profiles] },
    clinicalStatus: {
      coding: [codingOf('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', 'active')],
    },
    code: coded('allergies'),
    patient: {},
  }),
  vaccinations: () => ({
    resourceType: 'Immunization',
    meta: { profile: [...vaccination.profiles] },
    status: 'not-done',
    vaccineCode: coded('vaccinations'),
    occurrenceString: 'unknown',
    patient: {},
  }),
};

/** "Nothing to declare" as the resource of its section. The base, if any, must be of that section. */
export function absenceToFhir(record: Recorded<Absence>, base?: AbsenceResource): AbsenceResource {
  const resource = base ?? blanks[record.entry.section]();
  switch (resource.resourceType) {
    case 'Condition':
      return lenses.Condition.put(resource, record);
    case 'MedicationStatement':
      return lenses.MedicationStatement.put(resource, record);
    case 'AllergyIntolerance':
      return lenses.AllergyIntolerance.put(resource, record);
    case 'Immunization':
      return lenses.Immunization.put(resource, record);
  }
}

export function absenceFromFhir(resource: AbsenceResource): Recorded<Absence> | Unreadable {
  switch (resource.resourceType) {
    case 'Condition':
      return lenses.Condition.get(resource);
    case 'MedicationStatement':
      return lenses.MedicationStatement.get(resource);
    case 'AllergyIntolerance':
      return lenses.AllergyIntolerance.get(resource);
    case 'Immunization':
      return lenses.Immunization.get(resource);
  }
}
