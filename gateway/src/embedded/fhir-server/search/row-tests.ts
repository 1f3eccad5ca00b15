import { badRequest, OperationOutcomeError } from '@medplum/core';
import { targetsOf, type Parameter, type ParameterKind } from '../definitions.ts';
import { impliedSystem } from '../index-rows.ts';
import { isServed } from '../served.ts';
import { foldText } from '../texts.ts';
import { testDate } from './date-tests.ts';
import { splitUnescaped, unescape } from './escapes.ts';
import type { Values } from './sql.ts';

interface Asked {
  parameter: Parameter;
  modifier: string | undefined;
  base: string;
}

/** The SQL test of one value on one row of an index table. @throws 400 for a value or modifier that the kind does not have. */
type RowTest = (value: string, row: string, values: Values, asked: Asked) => string;

const refuse = (text: string): never => {
  throw new OperationOutcomeError(badRequest(text));
};

const noModifier = ({ parameter, modifier }: Asked): void => {
  if (modifier !== undefined) refuse(`${parameter.code} has no modifier ${modifier} here`);
};

const token: RowTest = (value, row, values, asked) => {
  noModifier(asked);
  const parts = splitUnescaped(value, '|').map(unescape);
  const [first = '', code = ''] = parts;
  if (parts.length > 2) return refuse(`${asked.parameter.code}: a value has one | at most`);
  if (parts.length === 1) return `${row}.code = ${values.bind(first)}`;
  const systems = first === '' ? `''` : `${values.bind(first)}, '${impliedSystem}'`;
  const bySystem = `${row}.system IN (${systems})`;
  return code === '' ? bySystem : `(${row}.code = ${values.bind(code)} AND ${bySystem})`;
};

const reference: RowTest = (value, row, values, { parameter, modifier, base }) => {
  if (modifier !== undefined && !isServed(modifier)) refuse(`${parameter.code} has no modifier ${modifier}`);
  const text = unescape(value);
  const own = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text;
  const [, type, id] = /^(?:([A-Z][A-Za-z]+)\/)?([A-Za-z0-9\-.]{1,64})$/.exec(own) ?? [];
  if (id === undefined) return `${row}.url = ${values.bind(own)}`;
  const given = type ?? modifier;
  const types = given === undefined ? targetsOf(parameter) : [given];
  return `(${row}.id = ${values.bind(id)} AND ${row}.type = ANY(${values.bind(types)}))`;
};

const string: RowTest = (value, row, values, { parameter, modifier }) => {
  const text = unescape(value);
  if (modifier === 'exact') return `${row}.exact = ${values.bind(text)}`;
  const folded = foldText(text).replaceAll(/[\\%_]/g, '\\$&');
  if (modifier === 'contains') return `${row}.folded LIKE ${values.bind(`%${folded}%`)}`;
  return modifier === undefined
    ? `${row}.folded LIKE ${values.bind(`${folded}%`)}`
    : refuse(`${parameter.code} has no modifier ${modifier}`);
};

const uri: RowTest = (value, row, values, { parameter, modifier }) => {
  const text = unescape(value);
  if (modifier === undefined) return `${row}.uri = ${values.bind(text)}`;
  if (modifier === 'below') return `starts_with(${row}.uri, ${values.bind(text)})`;
  return refuse(`${parameter.code} has no modifier ${modifier}`);
};

const date: RowTest = (value, row, values, asked) => {
  noModifier(asked);
  return testDate(value, `${row}.low`, `${row}.high`, values);
};

const signs: Partial<Record<string, string>> = { gt: '>', ge: '>=', lt: '<', le: '<=', sa: '>', eb: '<' };

/** `5.4` means from 5.35 to 5.45: a number counts as precise as it is written (R4 search.html#number). */
const quantity: RowTest = (value, row, values, asked) => {
  noModifier(asked);
  const [amount = '', system, code] = splitUnescaped(value, '|').map(unescape);
  const [, prefix = 'eq', number = ''] = /^([a-z]{2})?(.*)$/s.exec(amount) ?? [];
  if (!/^-?\d{1,18}(\.\d{1,12})?$/.test(number)) return refuse(`${asked.parameter.code}: not a number`);
  const half = 0.5 * 10 ** -(number.split('.')[1]?.length ?? 0);
  const bounds = (): string =>
    `${row}.value >= ${values.bind(Number(number) - half)} AND ${row}.value < ${values.bind(Number(number) + half)}`;
  const sign = signs[prefix];
  const compared = sign
    ? `${row}.value ${sign} ${values.bind(number)}::numeric`
    : prefix === 'ne'
      ? `NOT (${bounds()})`
      : bounds();
  if (!sign && !['eq', 'ne', 'ap'].includes(prefix)) return refuse(`${asked.parameter.code}: unknown prefix`);
  const inSystem = system ? ` AND ${row}.system = ${values.bind(system)}` : '';
  const inUnit = code ? ((place) => ` AND (${row}.code = ${place} OR ${row}.unit = ${place})`)(values.bind(code)) : '';
  return `(${compared}${inSystem}${inUnit})`;
};

export const rowTests: Record<ParameterKind, RowTest> = {
  token,
  reference,
  string,
  uri,
  date,
  quantity,
  number: quantity,
};
