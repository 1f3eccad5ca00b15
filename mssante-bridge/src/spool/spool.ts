import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Disk } from './disk.ts';
import { draft, type Draft } from './draft.ts';
import { readRecord, type Envelope, type Trailer } from './record.ts';
import { readState, type State } from './state.ts';
import { sharedSync } from './shared-sync.ts';

/** A message in the spool: what was received, and what became of it for each recipient so far. */
export interface Spooled extends Trailer {
  id: string;
  bytes: Buffer;
  state: State;
}

/** Messages on disk between "250" and the gateway's yes. One folder belongs to one bridge at a time. */
export interface Spool {
  receive: (envelope: Envelope) => Draft;
  /** The waiting messages, oldest first. */
  waiting: () => Promise<string[]>;
  read: (id: string) => Promise<Spooled>;
  /** Remembers what became of some recipients, durably. */
  note: (id: string, state: State) => Promise<void>;
  /** Forgets a message that the gateway has taken for every recipient. */
  remove: (id: string) => Promise<void>;
  /** Puts a message aside for the operator, with the reasons beside it. */
  setAside: (id: string, state: State) => Promise<void>;
  /** How many wait, and how many were put aside. */
  depth: () => Promise<{ waiting: number; failed: number }>;
  /** Bytes free on the spool's disk. */
  free: () => Promise<number>;
}

const TEMPORARY = '.tmp';
const STALE_MS = 10 * 60_000;

/** Opens the spool in `folder`, making it durably if it is not there, and clears what an earlier run left half-written. */
export async function openSpool(folder: string, disk: Disk): Promise<Spool> {
  const queue = path.join(folder, 'queue');
  const failed = path.join(folder, 'failed');
  for (const made of [queue, failed]) await disk.makeFolder(made);
  await clearHalfWritten(disk, queue);
  const syncQueue = sharedSync(() => disk.syncFolder(queue));
  const syncFailed = sharedSync(() => disk.syncFolder(failed));
  const message = (id: string, where = queue): string => path.join(where, `${id}.mail`);
  const stateOf = (id: string, where = queue): string => path.join(where, `${id}.state`);
  const names = async (where: string): Promise<string[]> =>
    (await disk.list(where)).filter((name) => name.endsWith('.mail')).sort();

  const put = async (target: string, content: Buffer, sync: () => Promise<void>): Promise<void> => {
    const temporary = `${target}-${randomBytes(4).toString('hex')}${TEMPORARY}`;
    const file = await disk.create(temporary);
    await file.append([content]);
    await file.sync();
    await file.close();
    await disk.rename(temporary, target);
    await sync();
  };

  return {
    receive: (envelope) => {
      const id = newId();
      const temporary = message(id) + TEMPORARY;
      const commit = async (): Promise<string> => {
        await disk.rename(temporary, message(id));
        await syncQueue();
        return id;
      };
      return draft({ disk, temporary, commit }, envelope);
    },
    waiting: async () => (await names(queue)).map((name) => name.slice(0, -'.mail'.length)),
    read: async (id) => {
      const file = await disk.read(message(id));
      if (!file) throw new Error('spool file is gone');
      return { id, ...readRecord(file), state: await readState(disk, stateOf(id)) };
    },
    note: (id, state) => put(stateOf(id), Buffer.from(JSON.stringify(state)), syncQueue),
    // The message goes first: a state without its message is nothing, a message without its state would be filed again.
    remove: async (id) => {
      await disk.remove(message(id));
      await disk.remove(stateOf(id));
    },
    setAside: async (id, state) => {
      await put(stateOf(id, failed), Buffer.from(JSON.stringify(state)), syncFailed);
      await disk.rename(message(id), message(id, failed));
      await Promise.all([syncFailed(), syncQueue()]);
      await disk.remove(stateOf(id));
    },
    depth: async () => ({ waiting: (await names(queue)).length, failed: (await names(failed)).length }),
    free: () => disk.free(folder),
  };
}

/** Sorts by arrival; unique without asking the disk. */
function newId(): string {
  return `${Date.now().toString(36).padStart(9, '0')}-${randomBytes(8).toString('hex')}`;
}

/** Half-written files were never answered with 250. Young ones may belong to a bridge that is just ending. */
async function clearHalfWritten(disk: Disk, queue: string): Promise<void> {
  for (const name of await disk.list(queue)) {
    const file = path.join(queue, name);
    if (name.endsWith(TEMPORARY) && (await disk.age(file)) > STALE_MS) await disk.remove(file);
  }
}
