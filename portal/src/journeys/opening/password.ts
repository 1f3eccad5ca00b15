/** A5: what a password needs, in the order shown. */
export const criteria = {
  length: (password: string) => [...password].length >= 8,
  capital: (password: string) => /\p{Lu}/u.test(password),
  small: (password: string) => /\p{Ll}/u.test(password),
  digit: (password: string) => /\p{Nd}/u.test(password),
  special: (password: string) => /[^\p{L}\p{N}\s]/u.test(password),
} as const;

export type Criterion = keyof typeof criteria;

export const isStrong = (password: string): boolean => Object.values(criteria).every((met) => met(password));

/** A5: 8 or more characters, no capitals, no spaces, not an e-mail address. */
export const isIdentifier = (typed: string): boolean => typed.length >= 8 && !/[\p{Lu}\s@]/u.test(typed);
