import { badRequest, OperationOutcomeError } from '@medplum/core';
import { parameterOf, targetsOf, type Parameter } from '../definitions.ts';
import { isServed, type ServedType } from '../served.ts';
import { splitUnescaped } from './escapes.ts';

/** A condition that the resources found must meet. The values are alternatives. */
export type Filter =
  | { kind: 'plain'; type: string; parameter: Parameter; modifier: string | undefined; values: string[] }
  /** `subject.identifier`: the resource referred to meets one of the conditions, each for another type. */
  | { kind: 'chain'; type: string; parameter: Parameter; targets: { type: ServedType; filter: Filter }[] }
  /** `_has:Observation:patient:code`: a resource that refers to this one meets the condition. */
  | { kind: 'has'; type: ServedType; parameter: Parameter; filter: Filter };

export interface SortKey {
  parameter: Parameter;
  descending: boolean;
}

export interface Inclusion {
  type: ServedType;
  parameter: Parameter;
  target: string | undefined;
}

export interface SearchQuery {
  type: ServedType;
  filters: Filter[];
  sort: SortKey[];
  count: number;
  cursor: string | undefined;
  elements: string[] | undefined;
  includes: Inclusion[];
  reverseIncludes: Inclusion[];
}

export type QueryPairs = readonly (readonly [name: string, value: string])[];

const largestPage = 1000;
const refuse = (text: string): never => {
  throw new OperationOutcomeError(badRequest(text));
};

/** Reads search parameters. @throws 400 for whatever we would otherwise have to leave out: a search never finds more than asked for. */
export function readQuery(type: ServedType, pairs: QueryPairs): SearchQuery {
  const query: SearchQuery = {
    ...{ type, filters: [], sort: [], count: 20, includes: [], reverseIncludes: [] },
    ...{ cursor: undefined, elements: undefined },
  };
  for (const [name, value] of pairs) {
    const control = controls[name];
    if (control) control(query, value);
    else query.filters.push(readFilter(type, name, value));
  }
  return query;
}

const ignore = (): void => undefined;

const controls: Partial<Record<string, (query: SearchQuery, value: string) => void>> = {
  _sort: (query, value) => query.sort.push(...value.split(',').map((key) => sortKey(query.type, key))),
  _count: (query, value) =>
    (query.count = /^\d{1,6}$/.test(value) ? Math.min(Number(value), largestPage) : refuse('_count is a number')),
  _cursor: (query, value) => (query.cursor = value),
  // Where HAPI begins; here a page begins after a cursor.
  _offset: (_query, value) => value === '0' || refuse('_offset is 0 here'),
  _elements: (query, value) => (query.elements = value.split(',')),
  _summary: (query, value) => {
    if (value === 'count') query.count = 0;
    else if (value !== 'false') refuse('_summary is count or false here');
  },
  _include: (query, value) => query.includes.push(inclusion(value)),
  _revinclude: (query, value) => query.reverseIncludes.push(inclusion(value)),
  // The total is always told, and it is always exact; the format is settled before a search begins.
  _total: ignore,
  _format: ignore,
  _pretty: ignore,
};

function sortKey(type: string, text: string): SortKey {
  const descending = text.startsWith('-');
  return { parameter: knownParameter(type, descending ? text.slice(1) : text), descending };
}

function inclusion(text: string): Inclusion {
  const [type = '', code = '', target] = text.split(':');
  if (!isServed(type)) return refuse(`This server does not keep ${type}`);
  const parameter = knownParameter(type, code);
  return parameter.kind === 'reference' ? { type, parameter, target } : refuse(`${text} is not a reference`);
}

function readFilter(type: ServedType, name: string, value: string): Filter {
  if (value === '') return refuse(`${name} has no value`);
  if (name.startsWith('_has:')) return readHas(type, name, value);
  const [head = '', ...rest] = name.split('.');
  const [code = '', modifier] = head.split(':');
  const parameter = knownParameter(type, code);
  if (rest.length) return readChain(type, parameter, modifier, rest.join('.'), value);
  return { kind: 'plain', type, parameter, modifier, values: splitUnescaped(value, ',') };
}

function readChain(
  type: ServedType,
  parameter: Parameter,
  target: string | undefined,
  rest: string,
  value: string,
): Filter {
  const code = /^[^.:]*/.exec(rest)?.[0] ?? '';
  const types = targetsOf(parameter).filter(
    (candidate) => (target === undefined || candidate === target) && parameterOf(candidate, code),
  ) as ServedType[];
  if (parameter.kind !== 'reference' || !types.length)
    return refuse(`${type} cannot be searched by ${parameter.code}.${rest}`);
  const targets = types.map((candidate) => ({ type: candidate, filter: readFilter(candidate, rest, value) }));
  return { kind: 'chain', type, parameter, targets };
}

function readHas(type: ServedType, name: string, value: string): Filter {
  const [, source = '', code = '', ...rest] = name.split(':');
  if (!isServed(source)) return refuse(`This server does not keep ${source}`);
  const parameter = knownParameter(source, code);
  if (!targetsOf(parameter).includes(type)) return refuse(`${source}.${code} does not refer to ${type}`);
  return { kind: 'has', type: source, parameter, filter: readFilter(source, rest.join(':'), value) };
}

const knownParameter = (type: string, code: string): Parameter =>
  parameterOf(type, code) ?? refuse(`${type} cannot be searched by ${code}`);
