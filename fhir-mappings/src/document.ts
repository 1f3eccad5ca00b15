import type { DocumentReference } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { codeable } from './coding.ts';
import { concept, type Recorded } from './concept.ts';
import { withKey } from './element.ts';
import { documentAuthor, documentPatient, UNKNOWN_SETTING } from './document-author.ts';
import { DOCUMENT_CATEGORIES } from './document-categories.ts';
import { binary, contentType, documentName, format, hash, size } from './document-file.ts';
import { documentKind, type DocumentKind } from './document-kind.ts';
import { hiddenFrom, hiddenToo, NORMAL } from './document-labels.ts';
import { DOCUMENT_TYPES } from './document-types.ts';
import { keysOf } from './keys.ts';
import { fields, join, type Lens } from './lens.ts';
import { Instant, isInstant, PartialDate } from './partial-date.ts';
import { FhirId, partialDateIn } from './parts.ts';
import { line } from './text.ts';
import { unreadable } from './unreadable.ts';

/** E2. What people say of a document: its name without the characters refused, its date, its category, whether professionals see it. */
export const DocumentDescription = Type.Object(
  {
    name: line(50, '@\\->?/\\[*#\\]%~+€$!='),
    date: PartialDate,
    category: Type.Enum(keysOf(DOCUMENT_CATEGORIES)),
    hidden: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type DocumentDescription = Static<typeof DocumentDescription>;

const OID_OR_UUID = '^urn:(?:oid:[0-2](?:\\.(?:0|[1-9][0-9]*))+|uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$';

/**
 * A document: its description and its file. `type` where a professional's document has one; `binary` is the id of the Binary that
 * holds the bytes, `size` their number, `hash` their SHA-1 in base64; `uniqueId` (an `urn:oid:` for PDSm) is the same in
 * every copy of the document; `addedAt` is when it was filed.
 */
export const MedicalDocument = Type.Object(
  {
    ...DocumentDescription.properties,
    type: Type.Optional(Type.Enum(keysOf(DOCUMENT_TYPES))),
    hiddenFromPatient: Type.Optional(Type.Literal(true)),
    hiddenFromRepresentatives: Type.Optional(Type.Literal(true)),
    contentType: Type.String({ pattern: '^[a-z]+/[\\w.+-]+(?:;[ -~]*)?$', maxLength: 200 }),
    format: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    binary: FhirId,
    size: Type.Optional(Type.Integer({ minimum: 0, maximum: 25_000_000 })),
    hash: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/]{27}=$' })),
    uniqueId: Type.Optional(Type.String({ pattern: OID_OR_UUID })),
    addedAt: Type.Optional(Instant),
    superseded: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
);
export type MedicalDocument = Static<typeof MedicalDocument>;

const PROFILE = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-comprehensive-document-reference';

/** PDSm wants a date of creation of the file too: where nobody said one, it is that of the act. */
function withCreation(resource: DocumentReference, creation: PartialDate): DocumentReference {
  const [content, ...others] = resource.content;
  if (content === undefined || content.attachment.creation !== undefined) return resource;
  return { ...resource, content: [{ ...content, attachment: { ...content.attachment, creation } }, ...others] };
}

/** The day of the act, or else of the file, or else of the filing. */
const date: Lens<DocumentReference, PartialDate> = {
  get: (resource) => {
    const creation = resource.content[0]?.attachment.creation;
    return partialDateIn(resource.context?.period?.start ?? creation ?? resource.date) ?? unreadable('no-date');
  },
  put: (resource, start) => {
    const period = withKey({ ...resource.context?.period }, 'start', start);
    const dated = { ...resource, context: { ...resource.context, period } };
    return withCreation(dated, start);
  },
};

const addedAt: Lens<DocumentReference, Instant | undefined> = {
  get: ({ date: found }) => (found !== undefined && isInstant(found) ? found : undefined),
  put: (resource, value) => withKey(resource, 'date', value),
};

const URI = 'urn:ietf:rfc:3986';

const uniqueId: Lens<DocumentReference, string | undefined> = {
  get: ({ masterIdentifier: { system, value = '' } = {} }) =>
    system === URI && new RegExp(OID_OR_UUID).test(value) ? value : undefined,
  put: (resource, value) =>
    withKey(
      resource,
      'masterIdentifier',
      value === undefined
        ? undefined
        : {
            type: codeable('https://profiles.ihe.net/ITI/MHD/CodeSystem/IHE.MHD.MHDIdentifierType', 'uniqueId'),
            system: URI,
            value,
          },
    ),
};

const superseded: Lens<DocumentReference, true | undefined> = {
  get: ({ status }) => (status === 'superseded' ? true : undefined),
  put: (resource, value) => withKey(resource, 'status', value ? 'superseded' : 'current'),
};

const entry = join(
  documentKind,
  fields<DocumentReference, Omit<MedicalDocument, keyof DocumentKind>>({
    name: documentName,
    date,
    hidden: hiddenFrom('professionals'),
    hiddenFromPatient: hiddenToo('patient'),
    hiddenFromRepresentatives: hiddenToo('representatives'),
    contentType,
    format,
    binary,
    size,
    hash,
    uniqueId,
    addedAt,
    superseded,
  }),
);

export const document = concept<Recorded<MedicalDocument>, DocumentReference>({
  action: 'document',
  schema: MedicalDocument,
  profiles: [PROFILE],
  blank: {
    resourceType: 'DocumentReference',
    meta: { profile: [PROFILE] },
    contained: [{ resourceType: 'Organization', id: 'custodian', name: 'Passerelle' }],
    status: 'current',
    custodian: { reference: '#custodian' },
    securityLabel: [NORMAL],
    content: [{ attachment: { language: 'fr-FR' } }],
    context: { facilityType: UNKNOWN_SETTING, practiceSetting: UNKNOWN_SETTING },
  },
  refuse: ({ status, docStatus }) =>
    status === 'entered-in-error' || docStatus === 'entered-in-error' ? unreadable('status') : undefined,
  lens: fields<DocumentReference, Recorded<MedicalDocument>>({
    patient: documentPatient,
    author: documentAuthor,
    entry: entry as Lens<DocumentReference, MedicalDocument>,
  }),
});

export const { toFhir: documentToFhir, fromFhir: documentFromFhir } = document;
