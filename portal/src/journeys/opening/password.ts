export { criteria, meetsCriteria as isStrong, type Criterion } from '@passerelle/gateway/passwords';

/** A5: 8 or more characters, no capitals, no spaces, not an e-mail address. */
export const isIdentifier = (typed: string): boolean => typed.length >= 8 && !/[\p{Lu}\s@]/u.test(typed);
