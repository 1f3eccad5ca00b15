import { createHash } from 'node:crypto';
import { trailerOf, type Envelope } from './record.ts';
import type { Writer } from './writer.ts';

const KEPT_IN_MEMORY = 256 * 1024;

/** A message while it comes in. Small ones wait in memory for one write, large ones go to their file as they come. */
export interface Draft {
  write: (chunk: Buffer) => Promise<void>;
  /** Makes the message durable: only then may the sender hear 250. */
  keep: () => Promise<void>;
  /** Forgets the message: it was refused, or its sender went away. */
  drop: () => Promise<void>;
}

/** @param temporary the name to write under; @param target the name that makes it a message. */
export function draft(writer: Writer, temporary: string, target: string, envelope: Envelope): Draft {
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let size = 0;
  let begun = false;
  const taken = (): Uint8Array[] => {
    const parts = waiting;
    waiting = [];
    size = 0;
    return parts;
  };
  return {
    write: async (chunk) => {
      hash.update(chunk);
      waiting.push(chunk);
      size += chunk.length;
      if (size <= KEPT_IN_MEMORY) return;
      begun = true;
      await writer.do({ kind: 'append', file: temporary, parts: [Buffer.concat(taken())] });
    },
    keep: () => {
      begun = true;
      waiting.push(trailerOf({ envelope, digest: hash.digest('hex') }));
      return writer.do({ kind: 'store', temporary, target, parts: [Buffer.concat(taken())] });
    },
    drop: async () => {
      waiting = [];
      if (begun) await writer.do({ kind: 'remove', file: temporary });
    },
  };
}
