import { hash, verify } from '@node-rs/argon2';

/**
 * Argon2id, 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet, first choice. (`algorithm` is left at its default,
 * argon2id: the library's enum does not exist at run time.)
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One password typed on two keyboards can be two sequences of code points: both are the same one here. */
const composed = (password: string): string => password.normalize('NFKC');

/** @returns a PHC string with its salt and cost. */
export const hashPassword = (password: string): Promise<string> => hash(composed(password), cost);

let nobody: Promise<string> | undefined;

/** Whether the password is the one of `stored`. With no `stored`, takes as long and says no: who has an account does not show. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('');
  const right = await verify(stored ?? (await nobody), composed(password));
  return right && stored !== undefined;
}

/** A5: 8 or more, no capitals, no spaces, not an e-mail address. */
export const isIdentifier = (identifier: string): boolean =>
  /^\S{8,}$/u.test(identifier) && identifier === identifier.toLowerCase() && !/^[^@]+@[^@]+$/.test(identifier);

/** An identifier as it is kept and looked up. */
export const composedIdentifier = (identifier: string): string => identifier.trim().normalize('NFKC');
