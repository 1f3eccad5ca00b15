import type { Store } from '../store.ts';
import type { StoredVersion } from '../stored.ts';
import type { ServedType } from '../served.ts';
import { bundleText, type TextEntry } from '../bundle-text.ts';
import { conditionOf } from './conditions.ts';
import { afterCursor, orderKeys, writeCursor } from './order.ts';
import { readQuery, type QueryPairs, type SearchQuery } from './query.ts';
import { Values, allOf } from './sql.ts';
import { includedWith } from './include.ts';
import { onlyElements } from './elements.ts';

export interface Page {
  rows: StoredVersion[];
  total: number;
  /** Of the page after this one; undefined when this is the last. */
  cursor: string | undefined;
}

/** The search as a searchset Bundle in JSON, with the address of its next page. */
export async function searchBundle(store: Store, type: ServedType, pairs: QueryPairs): Promise<string> {
  const query = readQuery(type, pairs);
  const page = await findPage(store, query);
  const included = page.rows.length ? await includedWith(store, query, page.rows) : [];
  const entry =
    (mode: 'match' | 'include') =>
    (row: StoredVersion): TextEntry => ({
      fullUrl: `${store.base}/${row.type}/${row.id}`,
      resource: query.elements && mode === 'match' ? onlyElements(row.content, query.elements) : row.content,
      rest: { search: { mode } },
    });
  const asked = pairs.filter(([name]) => name !== '_cursor');
  const address = (more: QueryPairs): string =>
    `${store.base}/${type}?${new URLSearchParams([...asked, ...more].map(([n, v]) => [n, v])).toString()}`;
  return bundleText({
    type: 'searchset',
    total: page.total,
    self: address(query.cursor ? [['_cursor', query.cursor]] : []),
    next: page.cursor && address([['_cursor', page.cursor]]),
    entries: [...page.rows.map(entry('match')), ...included.map(entry('include'))],
  });
}

/** The resources that meet `pairs`, `limit` of them at most: for conditional requests. */
export async function findMatches(
  store: Store,
  type: ServedType,
  pairs: QueryPairs,
  limit: number,
): Promise<StoredVersion[]> {
  const query = readQuery(type, pairs);
  return (await findPage(store, { ...query, count: limit, sort: [], cursor: undefined })).rows;
}

type PageRow = StoredVersion & { keys: string[]; total: string };

async function findPage(store: Store, query: SearchQuery): Promise<Page> {
  const values = new Values();
  const conditions = query.filters.map((filter) => conditionOf(filter, 'r', values, store.base));
  // All that match first, then the page: with a limit alone PostgreSQL would rather walk through everything in order.
  const found = `WITH found AS MATERIALIZED (
    SELECT r.rid FROM fhir.resource r WHERE r.type = ${values.bind(query.type)} AND NOT r.deleted AND ${allOf(conditions)})`;
  const counted = [...values.list];
  const keys = orderKeys(query.type, query.sort, values);
  const keyed = keys.map(({ expression }, n) => `${expression} AS k${n}`).join(', ');
  const order = keys.map(({ descending }, n) => `k${n}${descending ? ' DESC' : ''}`).join(', ');
  const after = query.cursor === undefined ? 'true' : afterCursor(query.cursor, keys, values);
  const statement = `${found}, keyed AS (SELECT r.rid, ${keyed} FROM fhir.resource r JOIN found USING (rid))
    SELECT r.rid, r.type, r.id, r.version, r.updated, r.content, ARRAY[${keys.map((_, n) => `k${n}::text`).join(', ')}] AS keys,
      (SELECT count(*) FROM found) AS total
    FROM keyed JOIN fhir.resource r USING (rid) WHERE ${after} ORDER BY ${order} LIMIT ${query.count + 1}`;
  const rows = await store.query<PageRow>(statement, values.list);
  const total = rows[0]?.total ?? (await countAll(store, `${found} SELECT count(*) AS total FROM found`, counted));
  const page = rows.slice(0, query.count);
  const last = rows.length > query.count ? page.at(-1) : undefined;
  return { rows: page, total: Number(total), cursor: last && writeCursor(last.keys) };
}

async function countAll(store: Store, statement: string, values: unknown[]): Promise<string> {
  return (await store.query<{ total: string }>(statement, values))[0]?.total ?? '0';
}
