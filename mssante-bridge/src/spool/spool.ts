import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Disk } from './disk.ts';
import { draft, type Draft } from './draft.ts';
import { readRecord, type Envelope, type Trailer } from './record.ts';
import { readState, type State } from './state.ts';
import type { Writer } from './writer.ts';

/** A message in the spool: what was received, and what became of it for each recipient so far. */
export interface Spooled extends Trailer {
  id: string;
  bytes: Buffer;
  state: State;
}

/** Messages on disk between "250" and the gateway's yes. One folder belongs to one bridge at a time. */
export interface Spool {
  /** The message's id to be, and where it is written. */
  receive: (envelope: Envelope) => { id: string; draft: Draft };
  /** The waiting messages, oldest first. */
  waiting: () => string[];
  read: (id: string) => Spooled;
  /** Remembers what became of some recipients, durably. */
  note: (id: string, state: State) => Promise<void>;
  /** Forgets a message that the gateway has taken for every recipient. */
  remove: (message: Spooled) => Promise<void>;
  /** Puts a message aside for the operator, with the reasons beside it. */
  setAside: (id: string, state: State) => Promise<void>;
  /** How many wait, and how many were put aside. */
  depth: () => { waiting: number; failed: number };
  /** Bytes free on the spool's disk. */
  free: () => number;
}

const TEMPORARY = '.tmp';
const STALE_MS = 10 * 60_000;

/** Opens the spool in `folder`, making it durably if it is not there, and clears what an earlier run left half-written. */
export function openSpool(folder: string, disk: Disk, writer: Writer): Spool {
  const queue = path.join(folder, 'queue');
  const failed = path.join(folder, 'failed');
  for (const made of [queue, failed]) disk.makeFolder(made);
  clearHalfWritten(disk, queue);
  const message = (id: string, where = queue): string => path.join(where, `${id}.mail`);
  const stateOf = (id: string, where = queue): string => path.join(where, `${id}.state`);
  const names = (where: string): string[] => disk.list(where).filter((name) => name.endsWith('.mail'));
  const put = (target: string, content: object): Promise<void> => {
    const temporary = `${target}-${randomBytes(4).toString('hex')}${TEMPORARY}`;
    return writer.do({ kind: 'store', temporary, target, parts: [Buffer.from(JSON.stringify(content))] });
  };

  return {
    receive: (envelope) => {
      const id = newId();
      return { id, draft: draft(writer, message(id) + TEMPORARY, message(id), envelope) };
    },
    waiting: () =>
      names(queue)
        .map((name) => name.slice(0, -'.mail'.length))
        .sort(),
    read: (id) => {
      const file = disk.read(message(id));
      if (!file) throw new Error('spool file is gone');
      return { id, ...readRecord(file), state: readState(disk.read(stateOf(id))) };
    },
    note: (id, state) => put(stateOf(id), state),
    // The message goes first: a state without its message is nothing, a message without its state would be filed again.
    remove: async ({ id, envelope }) => {
      await writer.do({ kind: 'remove', file: message(id) });
      if (envelope.to.length > 1) await writer.do({ kind: 'remove', file: stateOf(id) });
    },
    setAside: async (id, state) => {
      await put(stateOf(id, failed), state);
      await writer.do({ kind: 'move', from: message(id), to: message(id, failed) });
      await writer.do({ kind: 'remove', file: stateOf(id) });
    },
    depth: () => ({ waiting: names(queue).length, failed: names(failed).length }),
    free: () => disk.free(folder),
  };
}

/** Sorts by arrival; unique without asking the disk. */
function newId(): string {
  return `${Date.now().toString(36).padStart(9, '0')}-${randomBytes(8).toString('hex')}`;
}

/** Half-written files were never answered with 250. Young ones may belong to a bridge that is just ending. */
function clearHalfWritten(disk: Disk, queue: string): void {
  for (const name of disk.list(queue)) {
    const file = path.join(queue, name);
    if (name.endsWith(TEMPORARY) && disk.age(file) > STALE_MS) disk.remove(file);
  }
}
