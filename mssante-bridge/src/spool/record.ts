import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';

/** Who sent a message to whom, as SMTP said it. `from` is empty for a delivery notice. */
const Envelope = Type.Object({
  from: Type.String(),
  to: Type.Array(Type.String(), { minItems: 1 }),
  remote: Type.String(),
  receivedAt: Type.String(),
});
export type Envelope = Static<typeof Envelope>;

const Trailer = Type.Object({ envelope: Envelope, digest: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
export type Trailer = Static<typeof Trailer>;

const trailerSchema = Compile(Trailer);
const LENGTH_DIGITS = 8;

/** What is in the spool is not what was written there. */
export class Damaged extends Error {}

/** What follows the received bytes in a record: the envelope and the digest as one line of JSON, then its length. */
export function trailerOf(trailer: Trailer): Buffer {
  const json = Buffer.from(`\n${JSON.stringify(trailer)}\n`);
  return Buffer.concat([json, Buffer.from(String(json.length).padStart(LENGTH_DIGITS, '0'))]);
}

/**
 * Takes a record apart.
 * @throws Damaged when it is not what was written: cut short, or changed.
 */
export function readRecord(record: Buffer): Trailer & { bytes: Buffer } {
  const length = Number(record.subarray(-LENGTH_DIGITS).toString('latin1'));
  const end = record.length - LENGTH_DIGITS;
  if (!Number.isInteger(length) || length < 2 || length > end) throw new Damaged('spool record has no trailer');
  const trailer = parsed(record.subarray(end - length, end));
  if (!trailerSchema.Check(trailer)) throw new Damaged('spool record has a wrong trailer');
  const bytes = record.subarray(0, end - length);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== trailer.digest) throw new Damaged('spool record differs from its digest');
  return { ...trailer, bytes };
}

/** JSON, or nothing where it is none. */
export function parsed(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}
