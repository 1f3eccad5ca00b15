import type { DocumentReference } from '@medplum/fhirtypes';
import type { Writing } from '../access/record.ts';
import { split } from './content.ts';
import { seenAs } from './labels.ts';

/** The entries of a transaction that store a new document: under ids made here, so that each can name the other. */
export async function documentDeposit(document: DocumentReference & { id: string }): Promise<Writing[]> {
  const parts = await split(document);
  const seen = seenAs(document);
  return [parts.document, parts.binary].map((resource) => ({
    resource,
    seen,
    fresh: true,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }));
}
