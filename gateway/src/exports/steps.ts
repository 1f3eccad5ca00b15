import type { DocumentReference, Resource } from '@medplum/fhirtypes';
import { documentFromFhir, isUnreadable } from '@passerelle/fhir-mappings';
import type { Action, ServedType } from '../access/action.ts';
import { conceptOfType } from '../access/action.ts';
import { actsForAnother } from '../access/caller.ts';
import { accessLines } from '../audit/consultations.ts';
import { allOf } from '../entries/all.ts';
import { Problem } from '../errors.ts';
import { FhirServerError } from '../fhir/server.ts';
import type { Asking, ExportParts } from './parts.ts';
import { cell } from './names.ts';

/** What a record is made of, in the order of the copy. Binary goes with its documents. */
export const types: readonly ServedType[] = [
  ...(['Condition', 'MedicationStatement', 'AllergyIntolerance', 'Immunization', 'Observation'] as const),
  ...(['DocumentReference', 'Consent', 'Communication'] as const),
];

/** Through the guard for each kind of thing: what access ended on meanwhile is not in the copy, which then fails. */
export async function gather(parts: ExportParts, asking: Asking, said: () => Promise<void>): Promise<Resource[]> {
  const { caller, request } = asking;
  const { patient } = caller;
  const own = { caller, request, patient };
  const identity = { ...own, action: 'identity.read', target: `Patient/${patient}` } as const;
  const all: Resource[] = [await parts.enter(identity, (record) => record.read('Patient', patient))];
  for (const type of types) {
    const attempt = { ...own, action: `${conceptOfType[type]}.search` as Action, target: type };
    all.push(...((await parts.enter(attempt, (record) => allOf(record, type))) as Resource[]));
    await said();
  }
  return all;
}

export interface FileOf {
  id: string;
  category: string;
  name: string;
  contentType: string;
}

/** What of a document names its file in the copy. */
export function fileOf(document: DocumentReference & { id: string }): FileOf {
  const read = documentFromFhir(document);
  const file = document.content[0]?.attachment;
  const { id } = document;
  if (!isUnreadable(read)) {
    const { category, name, contentType } = read.entry;
    return { id, category, name, contentType };
  }
  const name = file?.title ?? document.description ?? 'Document';
  return { id, category: 'other', name, contentType: file?.contentType ?? '' };
}

/** The bytes of one document, or nothing when it was deleted meanwhile. @throws Problem `access-refused` */
export async function bytesOf(
  parts: ExportParts,
  { caller, request }: Asking,
  id: string,
): Promise<Buffer | undefined> {
  const attempt = {
    ...{ caller, request, patient: caller.patient },
    ...({ action: 'document.read', target: `DocumentReference/${id}` } as const),
  };
  return parts
    .enter(attempt, async (record) => Buffer.from((await record.bytes(id)).binary.data ?? '', 'base64'))
    .catch((error: unknown) => {
      const code = error instanceof Problem ? error.code : error instanceof FhirServerError ? error.kind : '';
      if (['resource-not-found', 'missing', 'gone'].includes(code)) return undefined;
      throw error;
    });
}

const pageSize = 500;

/**
 * Who did what in the space, as a table: one line a time, the newest first. What somebody was refused before it was looked at may be hidden from
 * a representative (C4): they are told that it was refused, and not what.
 */
export async function* activityTable(parts: ExportParts, { caller }: Asking): AsyncGenerator<string> {
  yield `${['at', 'who', 'kind', 'action', 'target', 'outcome', 'reason'].map(cell).join(',')}\r\n`;
  for (let page = 1; ; page += 1) {
    const asked = { forKin: actsForAnother(caller), page, size: pageSize };
    const { lines } = await accessLines(parts.database, caller.patient, asked);
    for (const { at, actor, action, target = '', outcome, reason } of lines) {
      const told = asked.forKin && outcome === 'refused' ? '' : target;
      yield `${[at, actor.name, actor.kind, action, told, outcome, reason].map(cell).join(',')}\r\n`;
    }
    if (lines.length < pageSize) return;
  }
}
