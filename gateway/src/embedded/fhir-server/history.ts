import { badRequest, notFound, OperationOutcomeError } from '@medplum/core';
import type { Store } from './store.ts';
import { bundleText } from './bundle-text.ts';

interface VersionRow {
  version: number;
  updated: Date;
  method: string;
  content: string | null;
}

/** All versions of a resource, newest first, as a history Bundle in JSON; `_count` to a page, 50 unless said. */
export async function historyBundle(
  store: Store,
  type: string,
  id: string,
  query: readonly (readonly [string, string])[],
): Promise<string> {
  const asked = new Map(query);
  const count = bounded(asked.get('_count') ?? '50');
  const before = bounded(asked.get('_cursor') ?? '999999999');
  const rows = await store.query<VersionRow>(
    `SELECT v.version, v.updated, v.method, v.content FROM fhir.resource r JOIN fhir.version v USING (rid)
     WHERE r.type = $1 AND r.id = $2 AND v.version < $3 ORDER BY v.version DESC LIMIT $4`,
    [type, id, before, count + 1],
  );
  const [newest] = await store.query<{ version: number }>(
    'SELECT version FROM fhir.resource WHERE type = $1 AND id = $2',
    [type, id],
  );
  if (!newest) throw new OperationOutcomeError(notFound);
  const last = rows.length > count ? rows[count - 1] : undefined;
  const self = `${store.base}/${type}/${id}/_history`;
  return bundleText({
    type: 'history',
    total: newest.version,
    self,
    next: last && `${self}?_count=${count}&_cursor=${last.version}`,
    entries: rows.slice(0, count).map((row) => ({ fullUrl: `${store.base}/${type}/${id}`, ...entryOf(type, id, row) })),
  });
}

function entryOf(
  type: string,
  id: string,
  { version, updated, method, content }: VersionRow,
): { resource: string | undefined; rest: object } {
  const status = method === 'DELETE' ? '204' : version === 1 ? '201' : '200';
  const request = { method, url: method === 'POST' ? type : `${type}/${id}` };
  const response = { status, etag: `W/"${version}"`, lastModified: updated.toISOString() };
  return { resource: content ?? undefined, rest: { request, response } };
}

function bounded(text: string): number {
  const number = Number(text);
  if (!/^\d{1,9}$/.test(text) || number < 1)
    throw new OperationOutcomeError(badRequest('_count and _cursor are numbers'));
  return text.length < 9 ? Math.min(number, 1000) : number;
}
