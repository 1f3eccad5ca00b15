import { badRequest, OperationOutcomeError } from '@medplum/core';
import { stretchOf } from '../dates.ts';
import type { Values } from './sql.ts';

/** How a stretch [low, high) compares with the one asked for: R4 search.html#prefix, and what HAPI makes of it. */
const comparisons: Record<string, (low: string, high: string, asked: { from: string; to: string }) => string> = {
  eq: (low, high, asked) => `${low} >= ${asked.from} AND ${high} <= ${asked.to}`,
  ne: (low, high, asked) => `NOT (${low} >= ${asked.from} AND ${high} <= ${asked.to})`,
  gt: (_low, high, asked) => `${high} > ${asked.to}`,
  ge: (_low, high, asked) => `${high} > ${asked.from}`,
  lt: (low, _high, asked) => `${low} < ${asked.from}`,
  le: (low, _high, asked) => `${low} < ${asked.to}`,
  sa: (low, _high, asked) => `${low} >= ${asked.to}`,
  eb: (_low, high, asked) => `${high} <= ${asked.from}`,
  ap: (low, high, asked) => `${low} < ${asked.to} AND ${high} > ${asked.from}`,
};

/** The test of a date value such as `ge2020-05` on two columns or expressions. @throws 400 when it is no date. */
export function testDate(value: string, low: string, high: string, values: Values): string {
  const [, prefix = 'eq', text = ''] = /^([a-z]{2})?(.*)$/s.exec(value) ?? [];
  const stretch = stretchOf(text);
  const compare = comparisons[prefix];
  if (!stretch || !compare)
    throw new OperationOutcomeError(badRequest(`“${value.slice(0, 60)}” is not a date, or its prefix is unknown`));
  const bound = (instant: string): string => `${values.bind(instant)}::timestamptz`;
  // Bound when used: PostgreSQL refuses a value that its statement does not mention.
  const asked = {
    get from() {
      return bound(stretch.low);
    },
    get to() {
      return bound(stretch.high);
    },
  };
  return `(${compare(low, high, asked)})`;
}
