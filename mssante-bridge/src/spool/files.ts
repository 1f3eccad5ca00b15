import path from 'node:path';
import type { Disk } from './disk.ts';
import type { Writer } from './writer.ts';

/** Messages in a file each: large ones, which are written as they come, and those of versions before the journal. */
export interface MessageFiles {
  ids: () => string[];
  /** The record of a message. @throws Error when there is none */
  read: (id: string) => Buffer;
  /** Adds to a message that is still coming in. */
  append: (id: string, bytes: Buffer) => Promise<void>;
  /** Adds the rest and makes the message durable. */
  finish: (id: string, bytes: Buffer) => Promise<void>;
  /** Forgets a message that was not finished. */
  drop: (id: string) => Promise<void>;
  remove: (id: string) => Promise<void>;
  move: (id: string, target: MessageFiles) => Promise<void>;
  fileOf: (id: string) => string;
}

const SUFFIX = '.mail';
const TEMPORARY = '.tmp';
const STALE_MS = 10 * 60_000;

/** @param folder one that is there. */
export function messageFiles(folder: string, disk: Disk, writer: Writer): MessageFiles {
  clearHalfWritten(folder, disk);
  const fileOf = (id: string): string => path.join(folder, id + SUFFIX);
  const temporaryOf = (id: string): string => fileOf(id) + TEMPORARY;
  return {
    ids: () => disk.list(folder).flatMap((name) => (name.endsWith(SUFFIX) ? [name.slice(0, -SUFFIX.length)] : [])),
    read: (id) => {
      const record = disk.read(fileOf(id));
      if (!record) throw new Error('spool file is gone');
      return record;
    },
    append: (id, bytes) => writer.do({ kind: 'append', file: temporaryOf(id), parts: [bytes] }),
    finish: (id, bytes) => writer.do({ kind: 'store', temporary: temporaryOf(id), target: fileOf(id), parts: [bytes] }),
    drop: (id) => writer.do({ kind: 'remove', file: temporaryOf(id) }),
    remove: (id) => writer.do({ kind: 'remove', file: fileOf(id) }),
    move: (id, target) => writer.do({ kind: 'move', from: fileOf(id), to: target.fileOf(id) }),
    fileOf,
  };
}

/** Half-written files were never answered with 250. Young ones may belong to a bridge that is just ending. */
function clearHalfWritten(folder: string, disk: Disk): void {
  for (const name of disk.list(folder)) {
    const file = path.join(folder, name);
    if (name.endsWith(TEMPORARY) && disk.age(file) > STALE_MS) disk.remove(file);
  }
}
