import { evalFhirPathTyped, toTypedValue, type TypedValue } from '@medplum/core';
import type {
  CodeableConcept,
  Coding,
  ContactPoint,
  Identifier,
  Period,
  Quantity,
  Range,
  Reference,
  Resource,
  Timing,
} from '@medplum/fhirtypes';
import { expressionOf, parametersOf, type Parameter, type ParameterKind } from './definitions.ts';
import { stretchOf } from './dates.ts';
import { foldText, textsOf } from './texts.ts';

type Row = readonly (string | number | null)[];
export type IndexTable = 'token' | 'reference' | 'date' | 'string' | 'quantity' | 'uri';

/** What is written to the index tables for one resource; a row's first value is its parameter (`Type.code`). */
export type IndexRows = Record<IndexTable, Row[]>;

/** Columns after `rid` of each index table, in the order of a row's values. */
export const indexColumns: Record<IndexTable, readonly string[]> = {
  token: ['param', 'system', 'code'],
  reference: ['param', 'type', 'id', 'url'],
  date: ['param', 'low', 'high'],
  string: ['param', 'folded', 'exact'],
  quantity: ['param', 'value', 'system', 'code', 'unit'],
  uri: ['param', 'uri'],
};

/** The table that holds a kind of parameter. */
export const tableOf = (kind: ParameterKind): IndexTable => (kind === 'number' ? 'quantity' : kind);

/** A code whose system its element fixes (gender, status): the system is not written with it, so any asked for is right. */
export const impliedSystem = '*';

/** What search will find a resource by. `base` is our own address: absolute references to it are our own. */
export function indexRows(resource: Resource, base: string): IndexRows {
  const rows: IndexRows = { token: [], reference: [], date: [], string: [], quantity: [], uri: [] };
  const root = [toTypedValue(resource)];
  for (const parameter of parametersOf(resource.resourceType)) {
    if (parameter.code === '_id' || parameter.code === '_lastUpdated') continue;
    const name = `${resource.resourceType}.${parameter.code}`;
    for (const value of valuesOf(resource.resourceType, parameter, root)) addValue(rows, parameter, name, value, base);
  }
  return rows;
}

/** A few expressions of R4 fail on values that they were not made for; such a parameter finds nothing then. */
function valuesOf(type: string, parameter: Parameter, root: TypedValue[]): TypedValue[] {
  const values = evalFhirPathTyped(expressionOf(type, parameter), root);
  return values.filter(({ value }) => value !== undefined && value !== null);
}

function addValue(rows: IndexRows, { kind }: Parameter, name: string, value: TypedValue, base: string): void {
  const add = (values: readonly Row[]): void => void rows[tableOf(kind)].push(...values.map((row) => [name, ...row]));
  switch (kind) {
    case 'token':
      return add(tokenRows(value));
    case 'date':
      return add(dateRows(value));
    case 'string':
      return add(textsOf(value.value).map((text) => [foldText(text), text]));
    case 'number':
      return add([[Number(value.value), null, null, null]]);
    case 'quantity':
      return add(quantityRows(value));
    case 'uri':
      return add([[String(value.value)]]);
    case 'reference': {
      const reference = value.value as Reference | string;
      add(referenceRows(reference, base));
      const identifier = typeof reference === 'string' ? undefined : reference.identifier;
      if (identifier) rows.token.push([`${name}:identifier`, identifier.system ?? '', identifier.value ?? '']);
    }
  }
}

function tokenRows({ type, value }: TypedValue): Row[] {
  if (typeof value !== 'object') return [[type === 'code' || type === 'boolean' ? impliedSystem : '', String(value)]];
  if (type === 'CodeableConcept') return ((value as CodeableConcept).coding ?? []).flatMap(codingRow);
  if (type === 'Coding') return codingRow(value as Coding);
  const { system, value: code } = value as Identifier | ContactPoint;
  return code === undefined ? [] : [[system ?? '', code]];
}

const codingRow = ({ system, code }: Coding): Row[] => (code === undefined ? [] : [[system ?? '', code]]);

function dateRows({ type, value }: TypedValue): Row[] {
  if (type === 'Timing') return ((value as Timing).event ?? []).flatMap((event) => spanRow(event, event));
  if (typeof value === 'string') return spanRow(value, value);
  const { start, end } = value as Period;
  return start || end ? spanRow(start, end) : [];
}

function spanRow(start: string | undefined, end: string | undefined): Row[] {
  const low = start ? stretchOf(start)?.low : '-infinity';
  const high = end ? stretchOf(end)?.high : 'infinity';
  return low && high ? [[low, high]] : [];
}

function quantityRows({ type, value }: TypedValue): Row[] {
  const { low, high } = value as Range;
  const quantities = type === 'Range' ? [low, high] : [value as Quantity];
  return quantities.flatMap((quantity) =>
    typeof quantity?.value === 'number'
      ? [[quantity.value, quantity.system ?? null, quantity.code ?? null, quantity.unit ?? null]]
      : [],
  );
}

function referenceRows(reference: Reference | string, base: string): Row[] {
  const text = typeof reference === 'string' ? reference : reference.reference;
  if (!text || text.startsWith('#')) return [];
  const own = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text;
  const [, type, id] = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(own) ?? [];
  return [type && id ? [type, id, null] : [null, null, own]];
}
