import type { Attachment, Binary, BundleEntry, DocumentReference } from '@medplum/fhirtypes';
import { problem } from '../errors.ts';
import type { Api } from './api.ts';
import { mediaTypeOf } from './negotiation.ts';

/** `foldedInto`: a Binary whose bytes go with the document at that place. */
export type Entry = BundleEntry & { foldedInto?: number };

/**
 * Puts the bytes of each Binary of a transaction (ITI-65) into the one document that points at it, so that both ways of depositing are
 * checked as one. @throws Problem for a Binary that no document, or more than one, points at
 */
export function foldBytes(api: Api, entries: BundleEntry[]): Entry[] {
  const result: Entry[] = [...entries];
  for (const [index, { resource, fullUrl, request }] of entries.entries()) {
    if (resource?.resourceType !== 'Binary' || request?.method === 'PATCH') continue;
    const places = [
      fullUrl,
      resource.id && `Binary/${resource.id}`,
      resource.id && `${api.base}/Binary/${resource.id}`,
    ];
    const pointing = result.flatMap(({ resource: other }, n) =>
      other?.resourceType === 'DocumentReference' && places.includes(urlOf(other) ?? '-') ? [n] : [],
    );
    const [document, ...others] = pointing;
    if (document === undefined || others.length > 0) throw lone(index);
    result[document] = withBytes(result[document] as Entry, resource);
    result[index] = { ...(result[index] as Entry), foldedInto: document };
  }
  return result;
}

const urlOf = ({ content }: DocumentReference): string | undefined =>
  Array.isArray(content) ? content[0]?.attachment?.url : undefined;

function withBytes(entry: Entry, { data, contentType }: Binary): Entry {
  const document = entry.resource as DocumentReference;
  const [content, ...others] = document.content;
  const described: Attachment = { ...content?.attachment };
  delete described.url;
  if (
    described.contentType !== undefined &&
    mediaTypeOf(String(described.contentType)) !== mediaTypeOf(String(contentType))
  )
    throw problem('document-content-mismatch', { expected: described.contentType });
  const attachment = { ...described, contentType, ...(data === undefined ? {} : { data }) };
  return { ...entry, resource: { ...document, content: [{ ...content, attachment }, ...others] } };
}

const lone = (index: number) => {
  const detail = {
    fr: 'un Binary appartient à un DocumentReference de la même transaction',
    en: 'a Binary belongs to one DocumentReference of the same transaction',
  };
  return problem('resource-invalid', { detail }, [{ field: `Bundle.entry[${index}]`, ...detail }]);
};
