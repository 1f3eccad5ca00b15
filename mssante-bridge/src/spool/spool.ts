import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Log } from '../log.ts';
import type { Disk } from './disk.ts';
import { draft, type Draft } from './draft.ts';
import { messageFiles } from './files.ts';
import { newId } from './id.ts';
import { Journal } from './journal.ts';
import { readRecord, type Envelope, type Trailer } from './record.ts';
import type { OpenFile } from './segment.ts';
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
  /** @throws Damaged when it is not what was written. */
  read: (id: string) => Promise<Spooled>;
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
  /** Ends after what is being written. */
  stop: () => Promise<void>;
}

export interface SpoolParts {
  folder: string;
  disk: Disk;
  writer: Writer;
  log: Log;
  openFile?: OpenFile | undefined;
}

/** What was no message any more; beside the messages that were put aside. */
const DAMAGED = '.damaged';

/**
 * Opens the spool, making its folders durably if they are not there. Small messages are in the journal (`segments`), large ones in
 * files (`queue`); the states of both are in `queue`. What was put aside is in `failed`, in files.
 */
export async function openSpool({ folder, disk, writer, log, openFile }: SpoolParts): Promise<Spool> {
  const made = (name: string): string => {
    disk.makeFolder(path.join(folder, name));
    return path.join(folder, name);
  };
  const [queue, failed, segments] = [made('queue'), made('failed'), made('segments')];
  const [files, aside] = [messageFiles(queue, disk, writer), messageFiles(failed, disk, writer)];
  const stateOf = (id: string, where = queue): string => path.join(where, `${id}.state`);
  const put = (target: string, content: Buffer): Promise<void> => {
    const temporary = `${target}-${randomUUID()}.tmp`;
    return writer.do({ kind: 'store', temporary, target, parts: [content] });
  };
  const putState = (target: string, state: State): Promise<void> => put(target, Buffer.from(JSON.stringify(state)));
  const journal = await Journal.open({
    ...{ folder: segments, log, openFile },
    keepDamaged: (name, bytes) => put(path.join(failed, `${name}${DAMAGED}`), bytes),
  });
  // Put aside, and in the journal still: the power was cut before the journal knew.
  for (const id of aside.ids()) if (journal.holds(id)) await journal.done(id);

  return {
    receive: (envelope) => {
      const id = newId();
      return { id, draft: draft(id, envelope, journal, files) };
    },
    waiting: () => [...journal.ids(), ...files.ids()].sort(),
    read: async (id) => {
      const record = journal.holds(id) ? await journal.read(id) : files.read(id);
      return { id, ...readRecord(record), state: readState(disk.read(stateOf(id))) };
    },
    note: (id, state) => putState(stateOf(id), state),
    // The message goes first: a state without its message is nothing, a message without its state would be filed again.
    remove: async ({ id, envelope }) => {
      await (journal.holds(id) ? journal.done(id) : files.remove(id));
      if (envelope.to.length > 1) await writer.do({ kind: 'remove', file: stateOf(id) });
    },
    setAside: async (id, state) => {
      await putState(stateOf(id, failed), state);
      if (journal.holds(id)) {
        await put(aside.fileOf(id), await journal.readAsItIs(id));
        await journal.done(id);
      } else await files.move(id, aside);
      await writer.do({ kind: 'remove', file: stateOf(id) });
    },
    depth: () => ({
      waiting: journal.ids().length + files.ids().length,
      failed: aside.ids().length + disk.list(failed).filter((name) => name.endsWith(DAMAGED)).length,
    }),
    free: () => disk.free(folder),
    stop: () => journal.stop(),
  };
}
