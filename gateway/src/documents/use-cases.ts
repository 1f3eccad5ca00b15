import { randomUUID } from 'node:crypto';
import { document, documentFromFhir, documentToFhir, isUnreadable } from '@passerelle/fhir-mappings';
import type { DocumentReference } from '@medplum/fhirtypes';
import { actsForAnother } from '../access/caller.ts';
import type { Enter } from '../access/enter.ts';
import type { PatientRecord } from '../access/record.ts';
import type { AuditLine } from '../audit/ledger.ts';
import { accessLines } from '../audit/consultations.ts';
import type { Consultation, DocumentLine } from '../client/documents.ts';
import type { Saved } from '../client/shapes.ts';
import type { Database } from '../database/connect.ts';
import { allOf } from '../entries/all.ts';
import { authorOf } from '../entries/author.ts';
import { asPatient, type Asking } from '../entries/entries.ts';
import { savedOf } from '../entries/kept.ts';
import { problem } from '../errors.ts';
import { documentResources } from '../entries/filed-document.ts';
import type { KeptFile } from '../files/deposit.ts';
import { isCurrent, lineOf, type Changeable } from './line.ts';
import { listed, type DocumentPage, type Listing } from './listing.ts';

export interface DocumentParts {
  enter: Enter;
  /** For the audit trail: who reached a document. */
  database: Database;
  clock: () => Date;
}

/** E: what a patient does with her documents. */
export interface Documents {
  list: (asking: Asking, listing: Listing) => Promise<DocumentPage>;
  read: (asking: Asking, id: string) => Promise<DocumentLine>;
  /** The bytes as they are stored, and the name to give them. */
  file: (asking: Asking, id: string) => Promise<KeptFile & { name: string }>;
  add: (asking: Asking, details: Changeable, file: KeptFile) => Promise<Saved>;
  change: (asking: Asking, id: string, version: string, details: Changeable) => Promise<Saved>;
  /** Deletes what is said of it and its bytes. */
  remove: (asking: Asking, id: string, version: string) => Promise<void>;
  /** E7: who else reached it, the latest 200. */
  consultations: (asking: Asking, id: string) => Promise<Consultation[]>;
}

const type = 'DocumentReference';
const put = (url: string): { method: 'PUT'; url: string } => ({ method: 'PUT', url });

export function documentsOf({ enter, database, clock }: DocumentParts): Documents {
  const within = asPatient(enter, document.action);
  const reading = (asking: Asking, id: string): Promise<DocumentReference> =>
    within(asking, 'read', `${type}/${id}`, (record) => record.read(type, id));
  return {
    list: (asking, listing) =>
      within(asking, 'search', type, async (record) =>
        listed((await allOf(record, type)).filter(isCurrent).map(lineOf), listing),
      ),
    read: async (asking, id) => lineOf(await reading(asking, id)),
    file: (asking, id) =>
      within(asking, 'read', `${type}/${id}`, async (record) => {
        const { document: found, binary } = await record.bytes(id);
        const { name } = lineOf(found);
        return { name, contentType: binary.contentType, bytes: Buffer.from(binary.data ?? '', 'base64') };
      }),
    add: (asking, details, file) =>
      within(asking, 'add', type, async (record) => {
        const ids = { document: randomUUID(), binary: randomUUID() };
        const { patient } = asking.caller;
        const made = documentResources({ ids, patient, author: authorOf(asking.caller), details, file, at: clock() });
        const how = { seen: { hidden: details.hidden }, fresh: true };
        await record.transact([
          { resource: made.document, request: put(`${type}/${ids.document}`), ...how },
          { resource: made.binary, request: put(`Binary/${ids.binary}`), ...how },
        ]);
        return savedOf(await record.read(type, ids.document));
      }),
    change: (asking, id, version, details) =>
      within(asking, 'change', `${type}/${id}`, (record) => changed(record, id, version, details)),
    remove: (asking, id, version) =>
      within(asking, 'remove', `${type}/${id}`, (record) => record.remove(type, id, version)),
    consultations: async (asking, id) => {
      await reading(asking, id);
      const { caller } = asking;
      const who = { except: caller.person, forKin: actsForAnother(caller) };
      const asked = { target: `${type}/${id}`, ...who, outcome: 'success', page: 1, size: 200 } as const;
      return (await accessLines(database, caller.patient, asked)).lines.map(consultation);
    },
  };
}

/** Name, date, category and visibility; the author, the file and what else is said of it stay. */
async function changed(record: PatientRecord, id: string, version: string, details: Changeable): Promise<Saved> {
  const base = await record.read(type, id);
  if (base.meta?.versionId !== version) throw problem('version-stale');
  const read = documentFromFhir(base);
  if (isUnreadable(read)) throw problem('entry-foreign');
  const resource = documentToFhir({ ...read, entry: { ...read.entry, ...details } }, base);
  return savedOf(await record.update({ ...resource, id }, version, { hidden: details.hidden }));
}

const consultation = ({ at, actor, action, emergency }: AuditLine): Consultation => ({
  ...{ at, action, who: actor.name, emergency: emergency !== undefined },
  ...(actor.profession ? { profession: actor.profession } : {}),
  ...(emergency === undefined ? {} : { reason: emergency }),
});
