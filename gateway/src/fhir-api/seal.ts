import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { problem } from '../errors.ts';

const life = 30 * 60_000;

/** Tokens that we alone can read and make: AES-256-GCM, for half an hour, for one holder. */
export class Seal {
  readonly #key: Buffer;
  readonly #clock: () => Date;

  constructor(secret: Buffer, clock: () => Date) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'page links', 32));
    this.#clock = clock;
  }

  close(holder: string, content: unknown): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(holder));
    const text = JSON.stringify({ until: this.#clock().getTime() + life, content });
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws Problem `page-expired` for a token that is old, another's, or not ours. */
  open(holder: string, token: string): unknown {
    const bytes = Buffer.from(token, 'base64url');
    const { until, content } = this.#unsealed(holder, bytes) ?? { until: 0, content: undefined };
    if (until < this.#clock().getTime()) throw problem('page-expired');
    return content;
  }

  #unsealed(holder: string, bytes: Buffer): { until: number; content: unknown } | undefined {
    if (bytes.length < 29) return undefined;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(holder))
        .setAuthTag(bytes.subarray(12, 28));
      const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
      return JSON.parse(text.toString('utf8')) as { until: number; content: unknown };
    } catch {
      return undefined;
    }
  }
}
