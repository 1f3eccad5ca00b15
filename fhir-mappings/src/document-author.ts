import type {
  CodeableConcept,
  DocumentReference,
  Identifier,
  Practitioner,
  Reference,
  RelatedPerson,
  Resource,
} from '@medplum/fhirtypes';
import { authorFrom, FINESS_SYSTEM, REPRESENTATIVE_SYSTEM, RPPS_SYSTEM, type Author } from './author.ts';
import { codeable, nos } from './coding.ts';
import { withElement, withKey } from './element.ts';
import { frIdentifierType } from './identifier.ts';
import type { Lens } from './lens.ts';
import { idIn, patientUnder } from './parts.ts';

const NON_PROFESSIONALS = nos('TRE_A00-ProducteurDocNonPS');
const BY_PATIENT = codeable(NON_PROFESSIONALS, 'EXP_PATIENT', 'Expression personnelle du patient');
/** Where nobody said in which setting the document was made. */
export const UNKNOWN_SETTING: CodeableConcept = codeable(NON_PROFESSIONALS, 'SNR', 'Source non référencée');

type Contained = Resource & { id?: string };
const inside = (resource: DocumentReference, reference: Reference | undefined): Contained | undefined =>
  resource.contained?.find(({ id }) => id !== undefined && reference?.reference === `#${id}`);

/** The reference that says who an author held inside is: PDSm wants authors inside, nested when in a role. */
function resolved(resource: DocumentReference, reference: Reference | undefined): Reference | undefined {
  const found = inside(resource, reference);
  if (found === undefined) return reference;
  if (found.resourceType === 'PractitionerRole') return resolved(resource, found.practitioner ?? found.organization);
  if (found.resourceType === 'Patient') return found.link?.[0]?.other ?? reference;
  if (found.resourceType === 'Practitioner') return person(found, RPPS_SYSTEM);
  const isOurs = found.resourceType === 'RelatedPerson' && identifierOf(found, REPRESENTATIVE_SYSTEM) !== undefined;
  return isOurs ? person(found, REPRESENTATIVE_SYSTEM) : reference;
}

type Person = Practitioner | RelatedPerson;
const identifierOf = (found: Person, known: string): Identifier | undefined =>
  found.identifier?.find(({ system }) => system === known);

/** A person held inside, by an identifier of a system and by name. */
function person(found: Person, system: string): Reference {
  const identifier = identifierOf(found, system);
  const [name] = found.name ?? [];
  const display = name?.text ?? [name?.given ?? [], name?.family ?? []].flat().join(' ');
  return { ...(identifier ? { identifier } : {}), ...(display.trim() ? { display } : {}) };
}

const AUTHOR = 'author';
const PATIENT = 'patient';

/** The author as a resource held inside, or nothing when the author is the patient, who is there already. */
function contained(author: Author): Resource[] {
  switch (author.kind) {
    case 'patient':
      return [];
    case 'representative':
      return [
        {
          resourceType: 'RelatedPerson',
          id: AUTHOR,
          identifier: [{ system: REPRESENTATIVE_SYSTEM, value: author.person }],
          patient: { reference: `#${PATIENT}` },
          ...(author.name === '' ? {} : { name: [{ text: author.name }] }),
        },
      ];
    case 'professional':
      return [
        {
          resourceType: 'Practitioner',
          id: AUTHOR,
          identifier: [{ ...frIdentifierType('RPPS'), system: RPPS_SYSTEM, value: author.rpps }],
          ...(author.name === '' ? {} : { name: [{ text: author.name }] }),
        },
      ];
    case 'organization':
      return [
        {
          resourceType: 'PractitionerRole',
          id: AUTHOR,
          organization: {
            identifier: { system: FINESS_SYSTEM, value: author.finess },
            ...(author.name === '' ? {} : { display: author.name }),
          },
        },
      ];
    case 'other':
      return author.name === undefined
        ? []
        : [{ resourceType: 'Device', id: AUTHOR, deviceName: [{ name: author.name, type: 'other' }] }];
  }
}

/** Resources held inside that nothing points to any more would make the resource invalid (R4, dom-3). */
function pruned(resource: DocumentReference): DocumentReference {
  const kept = (resource.contained ?? []).filter(({ id }: Contained) => {
    const rest = { ...resource, contained: (resource.contained ?? []).filter((other: Contained) => other.id !== id) };
    return JSON.stringify(rest).includes(`"#${id ?? ''}"`);
  });
  return withKey(resource, 'contained', kept);
}

const without = (resource: DocumentReference, id: string): Resource[] =>
  (resource.contained ?? []).filter((found: Contained) => found.id !== id);

/** The name of an author that is held inside as a device: software, or somebody of whom nothing but the name is known. */
function deviceName(resource: DocumentReference): string | undefined {
  const device = inside(resource, resource.author?.[0]);
  return device?.resourceType === 'Device' ? device.deviceName?.[0]?.name : undefined;
}

const referenceFor = (author: Author): Reference[] => {
  if (author.kind === 'patient') return [{ reference: `#${PATIENT}` }];
  return contained(author).length === 0 ? [] : [{ reference: `#${AUTHOR}` }];
};

/** Who wrote the document. The setting in which it was made follows when that changes. */
export const documentAuthor: Lens<DocumentReference, Author> = {
  get: (resource) => {
    const reference = resolved(resource, resource.author?.[0]);
    const display = reference?.display ?? deviceName(resource);
    const author = authorFrom(reference, idIn('Patient', resource.subject));
    return author.kind === 'other' && display ? { kind: 'other', name: display } : author;
  },
  put: (resource, author) => {
    const setting = ['patient', 'representative'].includes(author.kind) ? BY_PATIENT : UNKNOWN_SETTING;
    const written = withElement(resource, 'author', referenceFor(author));
    return pruned({
      ...written,
      contained: [...without(resource, AUTHOR), ...contained(author)],
      context: { ...resource.context, facilityType: setting, practiceSetting: setting },
    });
  },
};

const subject = patientUnder<'subject', DocumentReference>('subject');

/** Whose document it is. PDSm wants the source's patient held inside: ours points to the Patient. */
export const documentPatient: Lens<DocumentReference, string> = {
  get: subject.get,
  put: (resource, id) =>
    pruned({
      ...subject.put(resource, id),
      contained: [
        { resourceType: 'Patient', id: PATIENT, link: [{ other: { reference: `Patient/${id}` }, type: 'refer' }] },
        ...without(resource, PATIENT),
      ],
      context: { ...resource.context, sourcePatientInfo: { reference: `#${PATIENT}` } },
    }),
};
