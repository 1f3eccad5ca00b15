import type { Extension, Immunization, Reference } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { ABSENCES, saysNothing } from './absence-codes.ts';
import { authorFrom, referenceTo, type Author } from './author.ts';
import { codeable, codesOf, hl7 } from './coding.ts';
import { concept, type Recorded } from './concept.ts';
import { withKey, withoutKeys } from './element.ts';
import { keysOf } from './keys.ts';
import { fields, join, required, type Lens } from './lens.ts';
import { ownDefinition } from './own.ts';
import { PartialDate } from './partial-date.ts';
import { comment, dateChoice, idIn, linkedDocuments, LinkedDocuments, patientUnder } from './parts.ts';
import { line, prose } from './text.ts';
import { unreadable } from './unreadable.ts';
import { GENERIC_VACCINE, protocol, vaccineCode, vaccineName } from './vaccine.ts';
import { TARGET_DISEASES, VACCINATION_KINDS, VACCINES } from './vaccine-codes.ts';

/**
 * D6. A vaccination: at least one of the vaccine's name, its ATC code and the diseases it protects from. `dose` is its rank
 * in the series.
 */
export const Vaccination = Type.Object(
  {
    vaccine: Type.Optional(line(100)),
    atc: Type.Optional(Type.Enum(keysOf(VACCINES))),
    targets: Type.Optional(
      Type.Array(Type.Enum(keysOf(TARGET_DISEASES)), { minItems: 1, maxItems: 30, uniqueItems: true }),
    ),
    date: PartialDate,
    kind: Type.Enum(keysOf(VACCINATION_KINDS)),
    dose: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    batch: Type.Optional(line(100)),
    vaccinator: Type.Optional(line(50)),
    comment: Type.Optional(prose(1000)),
    documents: Type.Optional(LinkedDocuments),
  },
  { additionalProperties: false, not: { properties: { vaccine: false, atc: false, targets: false } } },
);
export type Vaccination = Static<typeof Vaccination>;

const PROFILE = 'http://hl7.org/fhir/uv/ips/StructureDefinition/Immunization-uv-ips';
const ENTERED_BY = ownDefinition('entered-by');
const FUNCTIONS = hl7('v2-0443');

const source = (author: Author): Partial<Immunization> => {
  if (author.kind === 'patient' || author.kind === 'representative')
    return { primarySource: false, reportOrigin: codeable(hl7('immunization-origin'), 'recall') };
  return author.kind === 'other' ? {} : { primarySource: true };
};

/** R4's Immunization has no place for who recorded it: our extension, beside primarySource and reportOrigin. */
export const enteredBy: Lens<Immunization, Author> = {
  get: ({ extension, patient }) =>
    authorFrom(extension?.find(({ url }) => url === ENTERED_BY)?.valueReference, idIn('Patient', patient)),
  put: (resource, author) => {
    const reference: Reference | undefined = referenceTo(author, idIn('Patient', resource.patient) ?? '');
    const others = (resource.extension ?? []).filter(({ url }: Extension) => url !== ENTERED_BY);
    const own = reference === undefined ? [] : [{ url: ENTERED_BY, valueReference: reference }];
    const bare = withoutKeys(resource, ['primarySource', 'reportOrigin']);
    return { ...withKey(bare, 'extension', [...others, ...own]), ...source(author) };
  },
};

type Performer = NonNullable<Immunization['performer']>[number];

/** Who gave the vaccine: a performer who is said to be that (AP), or of whom no function is said. */
const gaveIt = (performer: Performer): boolean =>
  performer.function === undefined || codesOf(performer.function, FUNCTIONS).includes('AP');

const vaccinator: Lens<Immunization, string | undefined> = {
  get: ({ performer = [] }) =>
    performer.filter(gaveIt).find(({ actor }) => (actor.display ?? '').trim() !== '')?.actor.display,
  put: (resource, name) =>
    withKey(resource, 'performer', [
      ...(resource.performer ?? []).filter((performer) => !gaveIt(performer)),
      ...(name === undefined ? [] : [{ function: codeable(FUNCTIONS, 'AP'), actor: { display: name } }]),
    ]),
};

const batch: Lens<Immunization, string | undefined> = {
  get: ({ lotNumber }) => (lotNumber?.trim() ? lotNumber : undefined),
  put: (resource, value) => withKey(resource, 'lotNumber', value),
};

type Given = Omit<Vaccination, 'kind' | 'dose' | 'targets'>;

const entry = join(
  fields<Immunization, Given>({
    vaccine: vaccineName,
    atc: vaccineCode,
    date: required(dateChoice('occurrence'), 'no-date'),
    batch,
    vaccinator,
    comment: comment(),
    documents: linkedDocuments(),
  }),
  protocol,
);

const named: Lens<Immunization, Vaccination> = {
  get: (resource) => {
    const read = entry.get(resource);
    const empty = 'date' in read && !read.vaccine && !read.atc && !read.targets;
    return empty ? unreadable('no-name') : read;
  },
  put: entry.put,
};

export const vaccination = concept<Recorded<Vaccination>, Immunization>({
  action: 'vaccination',
  schema: Vaccination,
  profiles: [PROFILE],
  blank: {
    resourceType: 'Immunization',
    meta: { profile: [PROFILE] },
    status: 'completed',
    vaccineCode: GENERIC_VACCINE,
    patient: {},
  },
  refuse: ({ status, vaccineCode: code }) => {
    if (saysNothing(code, ABSENCES.vaccinations)) return unreadable('nothing-to-declare');
    return status === 'completed' ? undefined : unreadable('status');
  },
  lens: fields<Immunization, Recorded<Vaccination>>({
    patient: patientUnder('patient'),
    author: enteredBy,
    entry: named,
  }),
});

export const { toFhir: vaccinationToFhir, fromFhir: vaccinationFromFhir } = vaccination;
