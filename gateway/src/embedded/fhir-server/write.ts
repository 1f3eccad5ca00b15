import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { badRequest, conflict, OperationOutcomeError, preconditionFailed } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { indexRows, type IndexRows } from './index-rows.ts';
import { clearIndex, fillIndex } from './index-write.ts';
import { lockCurrent, parsed, present, type StoredVersion } from './stored.ts';
import type { Unit } from './store.ts';
import { checkResource } from './validate.ts';

/** A resource as it was stored, and whether it is new under its id. */
export interface Written {
  stored: StoredVersion;
  created: boolean;
}

export const newId = (): string => randomUUID();

/** Stores a new resource under `id`. @throws 400 for a resource that is not valid R4. */
export async function create(unit: Unit, resource: Resource, id = newId()): Promise<Written> {
  checkResource(resource);
  const stored = await insert(unit, resource, id, 'POST');
  if (!stored) throw new OperationOutcomeError(conflict('There is a resource of that id already'));
  return { stored, created: true };
}

/** Stores a resource under its id, or replaces the one there. Nothing changed makes no new version, as HAPI does. */
export async function update(
  unit: Unit,
  resource: Resource & { id: string },
  ifMatch: string | undefined,
): Promise<Written> {
  checkResource(resource);
  const { resourceType: type, id } = resource;
  const before = await lockCurrent(unit, type, id);
  if (ifMatch !== undefined && (!before || before.deleted || String(before.version) !== ifMatch))
    throw new OperationOutcomeError(preconditionFailed);
  if (!before) {
    const stored = await insert(unit, resource, id, 'PUT');
    // Somebody else made it at this very moment: it is there now.
    return stored ? { stored, created: true } : update(unit, resource, ifMatch);
  }
  if (!before.deleted && same(resource, parsed<Resource>(before))) return { stored: before, created: false };
  return { stored: await replace(unit, before, resource), created: before.deleted };
}

/** @throws 404 or 410 when it is not there, 412 when it is another version. */
export async function remove(unit: Unit, type: string, id: string, ifMatch: string | undefined): Promise<void> {
  const { rid, version, updated } = present(await lockCurrent(unit, type, id));
  if (ifMatch !== undefined && String(version) !== ifMatch) throw new OperationOutcomeError(preconditionFailed);
  const now = later(updated);
  await unit.query('UPDATE fhir.resource SET version = $2, updated = $3, deleted = true WHERE rid = $1', [
    rid,
    version + 1,
    now,
  ]);
  await unit.query(`INSERT INTO fhir.version (rid, version, updated, method) VALUES ($1, $2, $3, 'DELETE')`, [
    rid,
    version + 1,
    now,
  ]);
  await clearIndex(unit, rid);
  unit.written.delete(rid);
}

async function insert(unit: Unit, resource: Resource, id: string, method: string): Promise<StoredVersion | undefined> {
  const type = resource.resourceType;
  const version = { type, id, version: 1, updated: new Date() };
  const content = contentOf(resource, version);
  const index = indexOf(unit, resource);
  const [row] = await unit.query<{ rid: string }>(
    `WITH made AS (
       INSERT INTO fhir.resource (type, id, version, updated, deleted, content) VALUES ($1, $2, 1, $3, false, $4)
       ON CONFLICT (type, id) DO NOTHING RETURNING rid),
     kept AS (
       INSERT INTO fhir.version (rid, version, updated, method, content) SELECT rid, 1, $3, $5, $4 FROM made)
     SELECT rid FROM made`,
    [type, id, version.updated, content, method],
    'insert',
  );
  if (!row) return undefined;
  await fillIndex(unit, row.rid, index);
  unit.written.add(row.rid);
  return { ...version, rid: row.rid, content };
}

async function replace(unit: Unit, before: StoredVersion, resource: Resource): Promise<StoredVersion> {
  const { rid, type, id } = before;
  const stored = { rid, type, id, version: before.version + 1, updated: later(before.updated) };
  const content = contentOf(resource, stored);
  const index = indexOf(unit, resource);
  await unit.query(
    `WITH changed AS (
       UPDATE fhir.resource SET version = $2, updated = $3, deleted = false, content = $4 WHERE rid = $1)
     INSERT INTO fhir.version (rid, version, updated, method, content) VALUES ($1, $2, $3, 'PUT', $4)`,
    [rid, stored.version, stored.updated, content],
    'replace',
  );
  await clearIndex(unit, rid);
  await fillIndex(unit, rid, index);
  unit.written.add(rid);
  return { ...stored, content };
}

/** Later than the version before, also where a clock goes back. */
const later = (before: Date): Date => new Date(Math.max(Date.now(), before.getTime() + 1));

function indexOf(unit: Unit, resource: Resource): IndexRows {
  try {
    return indexRows(resource, unit.base);
  } catch (error) {
    if (error instanceof OperationOutcomeError) throw error;
    throw new OperationOutcomeError(badRequest('A value of this resource cannot be searched for'), { cause: error });
  }
}

function contentOf(
  resource: Resource,
  { id, version, updated }: Pick<StoredVersion, 'id' | 'version' | 'updated'>,
): string {
  const meta = { ...resource.meta, versionId: String(version), lastUpdated: updated.toISOString() };
  // Type, id and meta first, whatever their order was.
  return JSON.stringify(Object.assign({ resourceType: resource.resourceType, id, meta }, resource, { id, meta }));
}

function same(resource: Resource, before: Resource): boolean {
  const bare = ({ meta, ...rest }: Resource): unknown => ({ rest, meta: { ...meta, versionId: '', lastUpdated: '' } });
  return isDeepStrictEqual(bare(resource), bare(before));
}
