import { Type } from 'typebox';

/** What neither FHIR (R4 §2.24.0.1, string) nor PostgreSQL takes: control characters, halves of surrogate pairs. */
const NEVER = '\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uD800-\\uDFFF';

/**
 * One line of text that is not blank. The rule on characters is a `not`, so that `loosened` can take it off for texts that other
 * software wrote.
 * @param limit in characters
 * @param refused more characters to refuse, as in a class of a regular expression
 */
export const line = (limit: number, refused = '') =>
  Type.String({ minLength: 1, maxLength: limit, not: { pattern: `^\\s*$|[${NEVER}\\n\\r\\t${refused}]` } });

/** Several lines of text, not blank, as many characters as `limit`. */
export const prose = (limit: number) =>
  Type.String({ minLength: 1, maxLength: limit, not: { pattern: `^\\s*$|[${NEVER}]` } });
