import type { DocumentReference, Resource } from '@medplum/fhirtypes';
import type { Grant } from '../access/guard.ts';
import type { PatientRecord, Writing } from '../access/record.ts';
import { problem } from '../errors.ts';
import type { Api } from './api.ts';
import { attachmentOf, split } from './content.ts';
import type { Exchange } from './exchange.ts';
import { seenAs } from './labels.ts';
import { checkReferences, referencesIn } from './references.ts';

type Identified = Resource & { id: string };

/** Puts a resource in the place of what is there, which must be the caller's to change. @returns the resource as stored */
export async function replace(
  api: Api,
  exchange: Exchange,
  record: PatientRecord,
  grant: Grant,
  resource: Identified,
): Promise<Resource> {
  const entries = await replacement(api, exchange, record, grant, resource, new Set());
  const [first, ...others] = entries;
  if (first?.resource && others.length === 0)
    return record.update(first.resource as Identified, exchange.ifMatch, first.seen);
  await record.transact(entries);
  return record.read('DocumentReference', resource.id);
}

/** The entries of a transaction that replace a resource, and a document's bytes where new ones came. */
export async function replacement(
  api: Api,
  exchange: Exchange,
  record: PatientRecord,
  grant: Grant,
  resource: Identified,
  known: ReadonlySet<string>,
): Promise<Writing[]> {
  if (exchange.type === 'Consent') throw consentIsAdded();
  const before = await record.changeable(exchange.type, resource.id);
  // Within a transaction HAPI calls a stale version a conflict like any other.
  if (exchange.ifMatch !== undefined && exchange.ifMatch !== before.meta?.versionId) throw problem('version-stale');
  await checkReferences(api, exchange, grant.patient, resource, new Set([...referencesIn(before), ...known]));
  const seen = seenAs(resource);
  const ifMatch = exchange.ifMatch ?? before.meta?.versionId;
  const request = (one: Identified) =>
    ({
      method: 'PUT',
      url: `${one.resourceType}/${one.id}`,
      ...(ifMatch ? { ifMatch: `W/"${ifMatch}"` } : {}),
    }) as const;
  if (resource.resourceType !== 'DocumentReference') return [{ resource, seen, request: request(resource) }];
  if (attachmentOf(resource).data === undefined) {
    const kept = sameBytes(api, resource, before as DocumentReference);
    return [{ resource: kept, seen, request: request(resource) }];
  }
  const { document, binary } = await split(resource);
  return [
    { resource: document, seen, request: request(document) },
    { resource: binary, seen, fresh: true, request: { method: 'PUT', url: `Binary/${binary.id}` } },
  ];
}

/** What describes the bytes stays as it is while they do. */
function sameBytes<D extends DocumentReference>(api: Api, document: D, before: DocumentReference): D {
  const now = attachmentOf(document);
  const { url, size, hash, contentType } = attachmentOf(before);
  if (url === undefined || (now.url ?? url).replace(`${api.base}/`, '') !== url)
    throw problem('resource-invalid', {
      detail: { fr: 'attachment.url ne change pas : donnez data', en: 'attachment.url stays: give data' },
    });
  const attachment = {
    ...now,
    url,
    ...(contentType ? { contentType } : {}),
    ...(size ? { size } : {}),
    ...(hash ? { hash } : {}),
  };
  return { ...document, content: [{ ...document.content[0], attachment }] };
}

/** F2: rules belong to the patient; an authorisation given at a consultation is recorded, never rewritten. */
export const consentIsAdded = () =>
  problem('method-not-allowed', {
    detail: { fr: 'un Consent s’ajoute, le patient le change', en: 'a Consent is added, the patient changes it' },
  });
