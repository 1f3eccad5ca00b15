import { badRequest, OperationOutcomeError } from '@medplum/core';
import type { Store } from '../store.ts';
import type { StoredVersion } from '../stored.ts';
import type { Inclusion, SearchQuery } from './query.ts';

/** Resources that one page may bring along. */
const most = 1000;

/** What the resources found refer to (`_include`) and what refers to them (`_revinclude`), each once and none that was found. */
export async function includedWith(
  store: Store,
  query: SearchQuery,
  found: readonly StoredVersion[],
): Promise<StoredVersion[]> {
  const seen = new Set(found.map(({ rid }) => rid));
  const included: StoredVersion[] = [];
  const add = (rows: readonly StoredVersion[]): void => {
    for (const row of rows) {
      if (!seen.has(row.rid)) included.push(row);
      seen.add(row.rid);
    }
  };
  for (const inclusion of query.includes) add(await referredTo(store, inclusion, found));
  for (const inclusion of query.reverseIncludes) add(await referring(store, inclusion, found));
  if (included.length > most)
    throw new OperationOutcomeError(badRequest(`More than ${most} included resources: ask for smaller pages`));
  return included;
}

const columns = 'r.rid, r.type, r.id, r.version, r.updated, r.content';

function referredTo(
  store: Store,
  { type, parameter, target }: Inclusion,
  found: readonly StoredVersion[],
): Promise<StoredVersion[]> {
  return store.query(
    `SELECT ${columns} FROM fhir.resource r WHERE NOT r.deleted AND ($3::text IS NULL OR r.type = $3) AND EXISTS (
       SELECT 1 FROM fhir.reference i WHERE i.rid = ANY($1) AND i.param = $2 AND i.type = r.type AND i.id = r.id)
     ORDER BY r.rid LIMIT ${most + 1}`,
    [found.map(({ rid }) => rid), `${type}.${parameter.code}`, target ?? null],
  );
}

function referring(
  store: Store,
  { type, parameter, target }: Inclusion,
  found: readonly StoredVersion[],
): Promise<StoredVersion[]> {
  const aimed = found.filter((row) => target === undefined || row.type === target);
  return store.query(
    `SELECT DISTINCT ${columns} FROM unnest($1::text[], $2::text[]) AS aim (type, id)
     JOIN fhir.reference i ON i.type = aim.type AND i.id = aim.id AND i.param = $3
     JOIN fhir.resource r ON r.rid = i.rid AND NOT r.deleted ORDER BY r.rid LIMIT ${most + 1}`,
    [aimed.map((row) => row.type), aimed.map(({ id }) => id), `${type}.${parameter.code}`],
  );
}
