import { createHash } from 'node:crypto';
import { documentToFhir, type Author, type DocumentDescription } from '@passerelle/fhir-mappings';
import type { Binary, DocumentReference } from '@medplum/fhirtypes';

/** A new document: its ids are ours, so that the two resources know each other before either is stored. */
export interface Deposit {
  /** UUIDs of the DocumentReference and of the Binary */
  ids: { document: string; binary: string };
  patient: string;
  author: Author;
  details: DocumentDescription;
  file: { contentType: string; bytes: Uint8Array };
  at: Date;
}

/** The two resources of a document: what is said of it, and its bytes, which are reached through it alone (R4, Binary.securityContext). */
export function documentResources({ ids, patient, author, details, file, at }: Deposit): {
  document: DocumentReference;
  binary: Binary;
} {
  const entry = {
    ...{ ...details, contentType: file.contentType, binary: ids.binary, size: file.bytes.length },
    hash: createHash('sha1').update(file.bytes).digest('base64'),
    uniqueId: `urn:oid:2.25.${BigInt(`0x${ids.document.replaceAll('-', '')}`)}`,
    addedAt: at.toISOString(),
  };
  return {
    document: { ...documentToFhir({ patient, author, entry }), id: ids.document },
    binary: {
      ...{ resourceType: 'Binary', id: ids.binary, contentType: file.contentType },
      securityContext: { reference: `DocumentReference/${ids.document}` },
      data: Buffer.from(file.bytes).toString('base64'),
    },
  };
}
