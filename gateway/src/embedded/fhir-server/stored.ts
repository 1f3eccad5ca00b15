import { gone, notFound, OperationOutcomeError } from '@medplum/core';
import type { Store } from './store.ts';

/** One version of a resource as it lies in the database. */
export interface StoredVersion {
  rid: string;
  type: string;
  id: string;
  version: number;
  updated: Date;
  /** The resource's JSON, as it is sent. */
  content: string;
}

interface CurrentRow extends StoredVersion {
  deleted: boolean;
}

const current = `SELECT rid, type, id, version, updated, deleted, content FROM fhir.resource WHERE type = $1 AND id = $2`;

/** The current version, deleted or not, locked for a change; undefined when there never was one. */
export async function lockCurrent(store: Store, type: string, id: string): Promise<CurrentRow | undefined> {
  return (await store.query<CurrentRow>(`${current} FOR UPDATE`, [type, id], 'lock'))[0];
}

/** @throws 404, or 410 once deleted. */
export async function readCurrent(store: Store, type: string, id: string): Promise<StoredVersion> {
  return present((await store.query<CurrentRow>(current, [type, id], 'read'))[0]);
}

/** @throws 404 for a version that never was, 410 for the one that deleted it. */
export async function readVersion(store: Store, type: string, id: string, version: string): Promise<StoredVersion> {
  if (!/^[1-9]\d{0,8}$/.test(version)) throw new OperationOutcomeError(notFound);
  const statement = `SELECT r.rid, r.type, r.id, v.version, v.updated, v.content, v.content IS NULL AS deleted
    FROM fhir.resource r JOIN fhir.version v USING (rid) WHERE r.type = $1 AND r.id = $2 AND v.version = $3`;
  return present((await store.query<CurrentRow>(statement, [type, id, Number(version)]))[0]);
}

export function present(row: CurrentRow | undefined): CurrentRow {
  if (!row) throw new OperationOutcomeError(notFound);
  if (row.deleted) throw new OperationOutcomeError(gone);
  return row;
}

/** A resource read from the database, to change it. */
export const parsed = <R>({ content }: { content: string }): R => JSON.parse(content) as R;
