import { badRequest, OperationOutcomeError } from '@medplum/core';
import { tableOf } from '../index-rows.ts';
import { anyOf, type Values } from './sql.ts';
import type { Filter } from './query.ts';
import { rowTests } from './row-tests.ts';
import { testDate } from './date-tests.ts';
import { unescape } from './escapes.ts';

const refuse = (text: string): never => {
  throw new OperationOutcomeError(badRequest(text));
};

/**
 * The SQL condition that a resource meets `filter`.
 * @param resource the name under which the statement has that row of `fhir.resource`
 * @param base our own address, as absolute references to us begin
 */
export function conditionOf(filter: Filter, resource: string, values: Values, base: string): string {
  if (filter.kind === 'chain') return chained(filter, resource, values, base);
  if (filter.kind === 'has') return referredTo(filter, resource, values, base);
  const { parameter } = filter;
  if (parameter.code === '_id') return ownId(filter, resource, values);
  if (parameter.code === '_lastUpdated') return lastUpdated(filter, resource, values);
  return indexed(filter, resource, values, base);
}

type Plain = Extract<Filter, { kind: 'plain' }>;

function ownId({ modifier, values: ids }: Plain, resource: string, values: Values): string {
  if (modifier && modifier !== 'not') refuse(`_id has no modifier ${modifier}`);
  return `${modifier ? 'NOT ' : ''}${resource}.id = ANY(${values.bind(ids.map(unescape))})`;
}

function lastUpdated({ modifier, values: dates }: Plain, resource: string, values: Values): string {
  if (modifier) refuse(`_lastUpdated has no modifier ${modifier}`);
  const low = `${resource}.updated`;
  return anyOf(dates.map((date) => testDate(date, low, `${low} + interval '1 millisecond'`, values)));
}

/** A row of an index table that passes the test exists; for `:not` none does, for `:missing` none at all. */
function indexed(filter: Plain, resource: string, values: Values, base: string): string {
  const { type, parameter, modifier } = filter;
  const byIdentifier = parameter.kind === 'reference' && modifier === 'identifier';
  const row = values.alias();
  const name = `${type}.${parameter.code}${byIdentifier ? ':identifier' : ''}`;
  const table = byIdentifier ? 'token' : tableOf(parameter.kind);
  const rows = `EXISTS (SELECT 1 FROM fhir.${table} ${row} WHERE ${row}.rid = ${resource}.rid AND ${row}.param = ${values.bind(name)}`;
  if (modifier === 'missing') return `${isTrue(filter) ? 'NOT ' : ''}${rows})`;
  const negated = modifier === 'not' && parameter.kind === 'token';
  const kind = byIdentifier ? 'token' : parameter.kind;
  const asked = { parameter, modifier: negated || byIdentifier ? undefined : modifier, base };
  const tests = filter.values.map((value) => rowTests[kind](value, row, values, asked));
  return `${negated ? 'NOT ' : ''}${rows} AND ${anyOf(tests)})`;
}

function isTrue({ parameter, values }: Plain): boolean {
  const [value = ''] = values;
  return value === 'true' || (value !== 'false' && refuse(`${parameter.code}:missing is true or false`));
}

function chained(filter: Extract<Filter, { kind: 'chain' }>, resource: string, values: Values, base: string): string {
  const [row, target] = [values.alias(), values.alias()];
  const tests = filter.targets.map(
    (candidate) =>
      `(${target}.type = ${values.bind(candidate.type)} AND ${conditionOf(candidate.filter, target, values, base)})`,
  );
  return `EXISTS (SELECT 1 FROM fhir.reference ${row}
    JOIN fhir.resource ${target} ON ${target}.type = ${row}.type AND ${target}.id = ${row}.id AND NOT ${target}.deleted
    WHERE ${row}.rid = ${resource}.rid AND ${row}.param = ${values.bind(`${filter.type}.${filter.parameter.code}`)} AND ${anyOf(tests)})`;
}

function referredTo(filter: Extract<Filter, { kind: 'has' }>, resource: string, values: Values, base: string): string {
  const [row, source] = [values.alias(), values.alias()];
  return `EXISTS (SELECT 1 FROM fhir.reference ${row}
    JOIN fhir.resource ${source} ON ${source}.rid = ${row}.rid AND NOT ${source}.deleted
    WHERE ${row}.type = ${resource}.type AND ${row}.id = ${resource}.id
      AND ${row}.param = ${values.bind(`${filter.type}.${filter.parameter.code}`)}
      AND ${conditionOf(filter.filter, source, values, base)})`;
}
