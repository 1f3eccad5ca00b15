import type { Dosage, MedicationStatement, Period } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { ABSENCES, saysNothing } from './absence-codes.ts';
import { textOf } from './coding.ts';
import { concept, type Recorded } from './concept.ts';
import { withKey, withoutKeys } from './element.ts';
import { fields, type Lens } from './lens.ts';
import { PartialDate } from './partial-date.ts';
import { authorUnder, comment, linkedDocuments, LinkedDocuments, partialDateIn, patientUnder } from './parts.ts';
import { line, prose } from './text.ts';
import { unreadable } from './unreadable.ts';

/** D2. A treatment; one that goes on may have an end that is planned. */
export const Treatment = Type.Object(
  {
    name: line(50),
    ongoing: Type.Optional(Type.Boolean()),
    start: Type.Optional(PartialDate),
    end: Type.Optional(PartialDate),
    dosage: Type.Optional(prose(1000)),
    comment: Type.Optional(prose(3000)),
    documents: Type.Optional(LinkedDocuments),
  },
  { additionalProperties: false },
);
export type Treatment = Static<typeof Treatment>;

const PROFILE = 'http://hl7.org/fhir/uv/ips/StructureDefinition/MedicationStatement-uv-ips';
const ABSENT_REASON = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** IPS wants effective[x]: where no date is known, that is said. */
export const UNKNOWN_PERIOD: Period = { extension: [{ url: ABSENT_REASON, valueCode: 'unknown' }] };

const name: Lens<MedicationStatement, string> = {
  get: ({ medicationCodeableConcept }) => textOf(medicationCodeableConcept) ?? unreadable('no-name'),
  put: (resource, text) => ({
    ...withoutKeys(resource, ['medicationReference']),
    medicationCodeableConcept: { text },
  }),
};

const periodOf = ({ effectiveDateTime, effectivePeriod }: MedicationStatement): Period =>
  effectiveDateTime === undefined ? (effectivePeriod ?? {}) : { start: effectiveDateTime };

/** One end of the effective period; a period that has neither says that it is unknown. */
const edge = (key: 'start' | 'end'): Lens<MedicationStatement, PartialDate | undefined> => ({
  get: (resource) => partialDateIn(periodOf(resource)[key]),
  put: (resource, date) => {
    const period = withKey(periodOf(resource), key, date);
    const others = (period.extension ?? []).filter(({ url }) => url !== ABSENT_REASON);
    const known = period.start !== undefined || period.end !== undefined;
    return {
      ...withoutKeys(resource, ['effectiveDateTime']),
      effectivePeriod: withKey(period, 'extension', known ? others : [...others, ...(UNKNOWN_PERIOD.extension ?? [])]),
    };
  },
});

const ONGOING: Readonly<Record<string, boolean | undefined>> = {
  active: true,
  completed: false,
  stopped: false,
  unknown: undefined,
};

const ongoing: Lens<MedicationStatement, boolean | undefined> = {
  get: ({ status = '' }) => (Object.hasOwn(ONGOING, status) ? ONGOING[status] : unreadable('status')),
  put: (resource, value) =>
    withKey(resource, 'status', value === undefined ? 'unknown' : value ? 'active' : 'completed'),
};

/** The words of the dosage. Doses that are structured say what the old words said: new words stand alone. */
const dosage: Lens<MedicationStatement, string | undefined> = {
  get: (resource) => {
    const texts = (resource.dosage ?? []).flatMap(({ text }: Dosage) => (text?.trim() ? [text] : []));
    return texts.length === 0 ? undefined : texts.join('\n');
  },
  put: (resource, text) => withKey(resource, 'dosage', text === undefined ? undefined : [{ text }]),
};

export const treatment = concept<Recorded<Treatment>, MedicationStatement>({
  action: 'treatment',
  schema: Treatment,
  profiles: [PROFILE],
  blank: {
    resourceType: 'MedicationStatement',
    meta: { profile: [PROFILE] },
    status: 'unknown',
    subject: {},
    effectivePeriod: UNKNOWN_PERIOD,
  },
  refuse: ({ medicationCodeableConcept }) =>
    saysNothing(medicationCodeableConcept, ABSENCES.treatments) ? unreadable('nothing-to-declare') : undefined,
  lens: fields<MedicationStatement, Recorded<Treatment>>({
    patient: patientUnder('subject'),
    author: authorUnder('informationSource'),
    entry: fields<MedicationStatement, Treatment>({
      name,
      ongoing,
      start: edge('start'),
      end: edge('end'),
      dosage,
      comment: comment(),
      documents: linkedDocuments(),
    }),
  }),
});

export const { toFhir: treatmentToFhir, fromFhir: treatmentFromFhir } = treatment;
