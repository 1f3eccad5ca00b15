import { indexColumns, type IndexRows, type IndexTable } from './index-rows.ts';
import type { Unit } from './store.ts';

const tables = Object.keys(indexColumns) as IndexTable[];

const typeOf = (table: IndexTable, column: string): string => {
  if (table === 'date' && column !== 'param') return 'timestamptz[]';
  return table === 'quantity' && column === 'value' ? 'numeric[]' : 'text[]';
};

/** One statement for all tables: one way to the database and back. */
const insertAll = ((): string => {
  let place = 1;
  const parts = tables.map((table) => {
    const columns = indexColumns[table];
    const arrays = columns.map((column) => `$${(place += 1)}::${typeOf(table, column)}`);
    return `${table}_rows AS (INSERT INTO fhir.${table} (rid, ${columns.join(', ')}) SELECT $1::bigint, * FROM unnest(${arrays.join(', ')}))`;
  });
  return `WITH ${parts.join(',\n')} SELECT 1`;
})();

const deleteAll = `WITH ${tables
  .map((table) => `${table}_rows AS (DELETE FROM fhir.${table} WHERE rid = $1)`)
  .join(',\n')} SELECT 1`;

/** Removes what a resource is found by. */
export async function clearIndex(unit: Unit, rid: string): Promise<void> {
  await unit.query(deleteAll, [rid], 'clear-index');
}

/** Adds what a resource is found by. */
export async function fillIndex(unit: Unit, rid: string, rows: IndexRows): Promise<void> {
  const arrays = tables.flatMap((table) =>
    indexColumns[table].map((_, column) => rows[table].map((row) => row[column] ?? null)),
  );
  await unit.query(insertAll, [rid, ...arrays], 'fill-index');
}
