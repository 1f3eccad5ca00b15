import { randomBytes } from 'node:crypto';
import { keyed, sameHash } from './one-time.ts';

/**
 * A browser where the owner of an account signed in before. Its tries are counted apart, so that strangers who try the account
 * slow themselves down and not its owner (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 */
export function freshDevice(secret: Buffer, account: string): string {
  const device = randomBytes(16).toString('base64url');
  return `${device}.${keyed(secret, 'device', account, device)}`;
}

/** @returns the device's id when the cookie was given for this account. */
export function knownDevice(secret: Buffer, account: string, cookie: string | undefined): string | undefined {
  const [device = '', proof = ''] = (cookie ?? '').split('.');
  return sameHash(proof, keyed(secret, 'device', account, device)) ? device : undefined;
}
