import { createHash } from 'node:crypto';
import type { MessageFiles } from './files.ts';
import type { Journal } from './journal.ts';
import { trailerOf, type Envelope } from './record.ts';

const KEPT_IN_MEMORY = 256 * 1024;

/** A message while it comes in. Small ones wait in memory for the journal, large ones go to a file of their own as they come. */
export interface Draft {
  write: (chunk: Buffer) => Promise<void>;
  /** Makes the message durable: only then may the sender hear 250. */
  keep: () => Promise<void>;
  /** Forgets the message: it was refused, or its sender went away. */
  drop: () => Promise<void>;
}

export function draft(
  id: string,
  envelope: Envelope,
  journal: Pick<Journal, 'append'>,
  files: Pick<MessageFiles, 'append' | 'finish' | 'drop'>,
): Draft {
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let size = 0;
  let large = false;
  const taken = (): Buffer[] => {
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
      large = true;
      await files.append(id, Buffer.concat(taken()));
    },
    keep: () => {
      waiting.push(trailerOf({ envelope, digest: hash.digest('hex') }));
      return large ? files.finish(id, Buffer.concat(taken())) : journal.append({ id, record: taken() });
    },
    drop: async () => {
      waiting = [];
      if (large) await files.drop(id);
    },
  };
}
