import { documentFromFhir, isUnreadable, type MedicalDocument } from '@passerelle/fhir-mappings';
import type { DocumentReference } from '@medplum/fhirtypes';
import type { DocumentLine } from '../client/documents.ts';
import { savedOf, updatedAt, writerOf } from '../entries/kept.ts';

/** A document as a list shows it. One that other software wrote beyond what we read is shown by what can be read of it. */
export function lineOf(resource: DocumentReference): DocumentLine {
  const read = documentFromFhir(resource);
  if (isUnreadable(read)) return foreignLine(resource);
  const { name, date, category, hidden, contentType, size, addedAt } = read.entry;
  return {
    ...{ ...savedOf(resource), name, date, category, hidden, contentType, author: writerOf(read.author) },
    size: size ?? 0,
    addedAt: addedAt ?? updatedAt(resource),
  };
}

function foreignLine(resource: DocumentReference): DocumentLine {
  const file = resource.content[0]?.attachment;
  return {
    ...{ ...savedOf(resource), category: 'other', hidden: false, author: { kind: 'other' } },
    name: file?.title ?? resource.description ?? 'Document',
    date: (resource.date ?? updatedAt(resource)).slice(0, 10),
    contentType: file?.contentType ?? 'application/octet-stream',
    size: file?.size ?? 0,
    addedAt: resource.date ?? updatedAt(resource),
  };
}

/** Whether a document still counts: one that was replaced, or entered in error, is no longer listed. */
export const isCurrent = ({ status }: DocumentReference): boolean => status === 'current';

/** What of a document a person may change. */
export type Changeable = Pick<MedicalDocument, 'name' | 'date' | 'category' | 'hidden'>;
