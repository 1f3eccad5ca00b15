import { createHash, randomUUID } from 'node:crypto';
import { UPLOAD_LIMIT } from '@passerelle/fhir-mappings';
import type { Attachment, Binary, DocumentReference, Resource } from '@medplum/fhirtypes';
import { isBase64 } from '../files/base64.ts';
import { detectKind } from '../files/detect.ts';
import { kindOfType } from '../files/kinds.ts';
import { decodeText } from '../files/text.ts';
import { problem } from '../errors.ts';
import { walk } from './walk.ts';

/** A document whose bytes came inside it, as two resources. */
export interface Split {
  document: DocumentReference & { id: string };
  binary: Binary & { id: string };
}

const elsewhere = ['contentAttachment', 'sourceAttachment', 'valueAttachment', 'photo'];
const bearers = ['DocumentReference', 'Binary', 'Media'];

/** Bytes belong to a DocumentReference and stand nowhere else. @throws Problem `resource-invalid` */
export function checkBytesElsewhere(resource: Resource): void {
  walk(resource, (object) => {
    const misplaced = elsewhere.find((name) => name in object);
    const contained = Array.isArray(object['contained']) ? (object['contained'] as (Resource | null)[]) : [];
    const bearer = contained.find((one) => bearers.includes(one?.resourceType ?? ''))?.resourceType;
    const named = misplaced ?? (bearer && `contained ${bearer}`);
    if (named)
      throw problem('resource-invalid', {
        detail: { fr: `${named} : déposez un DocumentReference`, en: `${named}: deposit a DocumentReference` },
      });
  });
}

/** The one attachment of a document. @throws Problem `resource-invalid` */
export function attachmentOf(document: DocumentReference): Attachment {
  const [content, ...others] = Array.isArray(document.content) ? document.content : [];
  if (!content?.attachment || others.length > 0)
    throw problem('resource-invalid', { detail: { fr: 'un content, et un seul', en: 'exactly one content' } });
  return content.attachment;
}

/**
 * Takes the bytes out of a document (ITI-105): checked, in a Binary that says whose they are, with size and SHA-1.
 * @throws Problem `document-too-large`, `document-type-refused`, `document-content-mismatch`, `document-unreadable`
 */
export async function split(document: DocumentReference & { id: string }): Promise<Split> {
  const { data = '', ...attachment } = attachmentOf(document);
  const id = randomUUID();
  const { bytes, contentType } = await checkedBytes(data, attachment.contentType);
  const hash = createHash('sha1').update(bytes).digest('base64');
  if (attachment.hash !== undefined && attachment.hash !== hash)
    throw problem('document-content-mismatch', { expected: 'SHA-1' });
  const [content] = document.content;
  const described = { ...attachment, contentType, url: `Binary/${id}`, size: bytes.length, hash };
  return {
    document: { ...document, content: [{ ...content, attachment: described }] },
    binary: {
      resourceType: 'Binary',
      id,
      contentType,
      securityContext: { reference: `DocumentReference/${document.id}` },
      data: bytes.toString('base64'),
    },
  };
}

async function checkedBytes(data: unknown, said: unknown): Promise<{ bytes: Buffer; contentType: string }> {
  if (typeof data !== 'string' || !isBase64(data.replaceAll(/\s/g, '')))
    throw problem('document-unreadable', { detail: 'base64' });
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > UPLOAD_LIMIT) throw problem('document-too-large', { max: '5 Mo' });
  const contentType = typeof said === 'string' ? (said.split(';')[0] ?? '').trim().toLowerCase() : '';
  await checkKind(bytes, contentType);
  return { bytes, contentType };
}

const xmlTypes = ['text/xml', 'application/xml', 'application/hl7-cda+xml'];

/** The bytes must be what the content type says: the kinds that patients deposit, and CDA. */
async function checkKind(bytes: Buffer, contentType: string): Promise<void> {
  const mismatch = problem('document-content-mismatch', { expected: contentType });
  if (xmlTypes.includes(contentType)) {
    if (!isXml(bytes)) throw mismatch;
    return;
  }
  const kind = kindOfType(contentType);
  if (!kind) throw problem('document-type-refused');
  const found = await detectKind(bytes);
  if (found.kind !== kind) throw mismatch;
  if (!found.readable) throw problem('document-unreadable');
}

/** Looks like XML, without a document type: entities are how a reader of it is attacked. */
function isXml(bytes: Buffer): boolean {
  const text = decodeText(bytes);
  return (
    text !== undefined && /^<[?!a-z]/i.test(text.trimStart()) && !/<!DOCTYPE|<!ENTITY/i.test(text.slice(0, 10_000))
  );
}
