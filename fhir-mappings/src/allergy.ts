import type { AllergyIntolerance } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { ABSENCES, saysNothing } from './absence-codes.ts';
import { codeable, codesOf, hl7 } from './coding.ts';
import { concept, type Recorded } from './concept.ts';
import { named, verified } from './disease.ts';
import { fields, type Lens } from './lens.ts';
import { authorUnder, comment, linkedDocuments, LinkedDocuments, patientUnder } from './parts.ts';
import { line, prose } from './text.ts';
import { unreadable } from './unreadable.ts';

/** D5. An allergy or intolerance; `resolved` when it is known to be over. */
export const Allergy = Type.Object(
  {
    allergen: line(50),
    resolved: Type.Optional(Type.Literal(true)),
    comment: Type.Optional(prose(3000)),
    documents: Type.Optional(LinkedDocuments),
  },
  { additionalProperties: false },
);
export type Allergy = Static<typeof Allergy>;

const CLINICAL = hl7('allergyintolerance-clinical');
const VERIFICATION = hl7('allergyintolerance-verification');
const PROFILE = 'http://hl7.org/fhir/uv/ips/StructureDefinition/AllergyIntolerance-uv-ips';

/** An allergy whose status is not said is shown as one that holds: that is the safe side, and nothing is written. */
const resolved: Lens<AllergyIntolerance, true | undefined> = {
  get: ({ clinicalStatus }) => {
    const [code = 'active'] = codesOf(clinicalStatus, CLINICAL);
    if (code === 'active') return undefined;
    return code === 'resolved' || code === 'inactive' ? true : unreadable('status');
  },
  put: (resource, value) => ({ ...resource, clinicalStatus: codeable(CLINICAL, value ? 'resolved' : 'active') }),
};

export const allergy = concept<Recorded<Allergy>, AllergyIntolerance>({
  action: 'allergy',
  schema: Allergy,
  profiles: [PROFILE],
  blank: {
    resourceType: 'AllergyIntolerance',
    meta: { profile: [PROFILE] },
    clinicalStatus: codeable(CLINICAL, 'active'),
    patient: {},
  },
  refuse: (resource) => {
    const verification = codesOf(resource.verificationStatus, VERIFICATION);
    if (verification.some((code) => code === 'refuted' || code === 'entered-in-error')) return unreadable('status');
    return saysNothing(resource.code, ABSENCES.allergies) ? unreadable('nothing-to-declare') : undefined;
  },
  lens: fields<AllergyIntolerance, Recorded<Allergy>>({
    patient: patientUnder('patient'),
    author: verified(authorUnder('recorder'), VERIFICATION),
    entry: fields<AllergyIntolerance, Allergy>({
      allergen: named(),
      resolved,
      comment: comment(),
      documents: linkedDocuments(),
    }),
  }),
});

export const { toFhir: allergyToFhir, fromFhir: allergyFromFhir } = allergy;
