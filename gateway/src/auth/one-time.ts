import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 over the parts, hexadecimal; the database holds these, never the secrets themselves. */
export const keyed = (secret: Buffer, ...parts: string[]): string =>
  createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex');

/** SHA-256, hexadecimal: enough for secrets of 32 random bytes. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

export const sameHash = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** A random secret of 32 bytes that cannot be guessed; 43 characters, safe in URLs and cookies. */
export const freshSecret = (): string => randomBytes(32).toString('base64url');

/** A ticket given out: `id.secret`. Of the secret, the database holds the digest. */
export function freshTicket(): { ticket: string; id: string; hash: string } {
  const id = randomUUID();
  const secret = freshSecret();
  return { ticket: `${id}.${secret}`, id, hash: digest(secret) };
}

/** @returns undefined when it does not look like a ticket. */
export function readTicket(ticket: string): { id: string; hash: string } | undefined {
  const [, id, secret] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(ticket) ?? [];
  return id && secret ? { id, hash: digest(secret) } : undefined;
}

export const minutesAfter = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
