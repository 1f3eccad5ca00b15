import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const keyOf = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `sealed ${purpose}`, 32));

/** A value that goes out and comes back unread and unchanged (AES-256-GCM), until `ends`. `purpose` keeps one use from serving another. */
export function seal(secret: Buffer, purpose: string, value: object, ends: Date): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), iv);
  const text = JSON.stringify({ value, ends: ends.getTime() });
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** @returns undefined when it was not sealed here, was changed or has ended. */
export function unseal(secret: Buffer, purpose: string, sealed: string, now: Date): unknown {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, purpose), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    const { value, ends } = JSON.parse(text) as { value: unknown; ends: number };
    return ends > now.getTime() ? value : undefined;
  } catch {
    return undefined;
  }
}
