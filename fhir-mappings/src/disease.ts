import type { CodeableConcept, Condition } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { ABSENCES, saysNothing } from './absence-codes.ts';
import type { Author } from './author.ts';
import { codeable, codesOf, hl7, textOf } from './coding.ts';
import { concept, type Recorded } from './concept.ts';
import { withKey } from './element.ts';
import { fields, type Lens } from './lens.ts';
import { PartialDate } from './partial-date.ts';
import { authorUnder, comment, dateChoice, linkedDocuments, LinkedDocuments, patientUnder } from './parts.ts';
import { line, prose } from './text.ts';
import { unreadable } from './unreadable.ts';

/** D1. A disease or health topic. One that has an end is not ongoing. */
export const Disease = Type.Object(
  {
    name: line(50),
    start: Type.Optional(PartialDate),
    ongoing: Type.Optional(Type.Boolean()),
    end: Type.Optional(PartialDate),
    comment: Type.Optional(prose(3000)),
    documents: Type.Optional(LinkedDocuments),
  },
  {
    additionalProperties: false,
    dependentRequired: { end: ['ongoing'] },
    not: { required: ['end', 'ongoing'], properties: { ongoing: { const: true } } },
  },
);
export type Disease = Static<typeof Disease>;

const CLINICAL = hl7('condition-clinical');
const VERIFICATION = hl7('condition-ver-status');
const PROFILE = 'http://hl7.org/fhir/uv/ips/StructureDefinition/Condition-uv-ips';

/** A name that people give is a text; codes of another name no longer hold. */
export const named = <R extends { code?: CodeableConcept }>(): Lens<R, string> => ({
  get: (resource) => textOf(resource.code) ?? unreadable('no-name'),
  put: (resource, text) => ({ ...resource, code: { text } }),
});

/** What a patient enters is unconfirmed, what a professional writes confirmed (product, "Decided where sources differ"). */
export function verified<R extends { verificationStatus?: CodeableConcept }>(
  author: Lens<R, Author>,
  system: string,
): Lens<R, Author> {
  return {
    get: author.get,
    put: (resource, value) => ({
      ...author.put(resource, value),
      verificationStatus: codeable(system, value.kind === 'professional' ? 'confirmed' : 'unconfirmed'),
    }),
  };
}

const ONGOING: Readonly<Record<string, boolean>> = {
  active: true,
  recurrence: true,
  relapse: true,
  inactive: false,
  remission: false,
  resolved: false,
};

/** No clinical status: it is not known whether the disease goes on. */
const ongoing: Lens<Condition, boolean | undefined> = {
  get: ({ clinicalStatus }) => {
    if (clinicalStatus === undefined) return undefined;
    const [code = ''] = codesOf(clinicalStatus, CLINICAL);
    return ONGOING[code] ?? unreadable('status');
  },
  put: (resource, value) =>
    withKey(
      resource,
      'clinicalStatus',
      value === undefined ? undefined : codeable(CLINICAL, value ? 'active' : 'resolved'),
    ),
};

const FACTS = ['unconfirmed', 'provisional', 'confirmed'];

export const disease = concept<Recorded<Disease>, Condition>({
  action: 'disease',
  schema: Disease,
  profiles: [PROFILE],
  blank: {
    resourceType: 'Condition',
    meta: { profile: [PROFILE] },
    category: [codeable(hl7('condition-category'), 'problem-list-item', 'Problem List Item')],
    subject: {},
  },
  refuse: (resource) => {
    const verification = codesOf(resource.verificationStatus, VERIFICATION);
    if (!verification.every((code) => FACTS.includes(code))) return unreadable('status');
    return saysNothing(resource.code, ABSENCES.diseases) ? unreadable('nothing-to-declare') : undefined;
  },
  lens: fields<Condition, Recorded<Disease>>({
    patient: patientUnder('subject'),
    author: verified(authorUnder('recorder'), VERIFICATION),
    entry: fields<Condition, Disease>({
      name: named(),
      start: dateChoice('onset'),
      ongoing,
      end: dateChoice('abatement'),
      comment: comment(),
      documents: linkedDocuments(),
    }),
  }),
});

export const { toFhir: diseaseToFhir, fromFhir: diseaseFromFhir } = disease;
