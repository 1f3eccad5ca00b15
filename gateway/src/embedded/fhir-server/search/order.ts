import { badRequest, OperationOutcomeError } from '@medplum/core';
import type { IndexTable } from '../index-rows.ts';
import { tableOf } from '../index-rows.ts';
import type { SortKey } from './query.ts';
import type { Values } from './sql.ts';

/** What stands for a resource in the order, and what for one that has nothing there: it comes last either way. */
const columns: Record<IndexTable, { column: string; cast: string; lowest: string; highest: string }> = {
  date: { column: 'low', cast: 'timestamptz', lowest: `'-infinity'`, highest: `'infinity'` },
  string: { column: 'folded', cast: 'text', lowest: `''`, highest: `U&'\\+10FFFF'` },
  token: { column: 'code', cast: 'text', lowest: `''`, highest: `U&'\\+10FFFF'` },
  uri: { column: 'uri', cast: 'text', lowest: `''`, highest: `U&'\\+10FFFF'` },
  reference: { column: 'id', cast: 'text', lowest: `''`, highest: `U&'\\+10FFFF'` },
  quantity: { column: 'value', cast: 'numeric', lowest: `'-infinity'`, highest: `'infinity'` },
};

interface OrderKey {
  /** SQL of the key of the row `r` of `fhir.resource`. */
  expression: string;
  cast: string;
  descending: boolean;
}

/** The keys of an order; the last one, the row's own number, makes it total. */
export function orderKeys(type: string, sort: readonly SortKey[], values: Values): OrderKey[] {
  const asked = sort.map(({ parameter, descending }): OrderKey => {
    if (parameter.code === '_id') return { expression: `r.id COLLATE "C"`, cast: 'text', descending };
    if (parameter.code === '_lastUpdated') return { expression: 'r.updated', cast: 'timestamptz', descending };
    const { column, cast, lowest, highest } = columns[tableOf(parameter.kind)];
    const name = values.bind(`${type}.${parameter.code}`);
    const collation = cast === 'text' ? ' COLLATE "C"' : '';
    const found = `(SELECT ${descending ? 'max' : 'min'}(i.${column}${collation}) FROM fhir.${tableOf(parameter.kind)} i WHERE i.rid = r.rid AND i.param = ${name})`;
    return {
      expression: `coalesce(${found}, ${descending ? lowest : highest}::${cast})${collation}`,
      cast,
      descending,
    };
  });
  return [...asked, { expression: 'r.rid', cast: 'bigint', descending: false }];
}

/** The condition that a row (with its keys as `k0`, `k1`…) comes after the one that `cursor` names. @throws 400 for a cursor not ours. */
export function afterCursor(cursor: string, keys: readonly OrderKey[], values: Values): string {
  const places = readCursor(cursor, keys.length).map((value, n) => `${values.bind(value)}::${keys[n]?.cast ?? 'text'}`);
  const alternatives = keys.map(({ descending }, n) => {
    const equal = places.slice(0, n).map((place, m) => `k${m} = ${place}`);
    return [...equal, `k${n} ${descending ? '<' : '>'} ${places[n] ?? ''}`].join(' AND ');
  });
  return alternatives.map((alternative) => `(${alternative})`).join(' OR ');
}

export const writeCursor = (keys: readonly string[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

function readCursor(cursor: string, length: number): string[] {
  try {
    const keys = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(keys) && keys.length === length && keys.every((key) => typeof key === 'string')) return keys;
  } catch {
    // Said below, with everything else that is no cursor.
  }
  throw new OperationOutcomeError(badRequest('This is not the address of a page of this search'));
}
