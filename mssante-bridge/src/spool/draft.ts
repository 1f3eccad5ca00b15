import { createHash } from 'node:crypto';
import type { Disk, NewFile } from './disk.ts';
import { trailerOf, type Envelope } from './record.ts';

const KEPT_IN_MEMORY = 256 * 1024;

/** A message while it comes in. Small ones wait in memory for one write, large ones go to their file as they come. */
export interface Draft {
  write: (chunk: Buffer) => Promise<void>;
  /** Answers with the message's id once it is durable: only then may the sender hear 250. */
  keep: () => Promise<string>;
  /** Forgets the message: it was refused, or its sender went away. */
  drop: () => Promise<void>;
}

interface Place {
  disk: Disk;
  /** The name to write under, in the folder of the name to keep. */
  temporary: string;
  /** Renames the finished file and makes its name durable. */
  commit: () => Promise<string>;
}

export function draft({ disk, temporary, commit }: Place, envelope: Envelope): Draft {
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let size = 0;
  let file: NewFile | undefined;

  const flush = async (): Promise<NewFile> => {
    file ??= await disk.create(temporary);
    const parts = waiting;
    waiting = [];
    size = 0;
    if (parts.length) await file.append(parts);
    return file;
  };

  return {
    write: async (chunk) => {
      hash.update(chunk);
      waiting.push(chunk);
      size += chunk.length;
      if (size > KEPT_IN_MEMORY) await flush();
    },
    keep: async () => {
      waiting.push(trailerOf({ envelope, digest: hash.digest('hex') }));
      const written = await flush();
      await written.sync();
      const [id] = await Promise.all([commit(), written.close()]);
      return id;
    },
    drop: async () => {
      waiting = [];
      if (!file) return;
      await file.close().catch(() => undefined);
      await disk.remove(temporary);
    },
  };
}
