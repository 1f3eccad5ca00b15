import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../log.ts';
import { together } from '../together.ts';
import { frameAt, frameOf } from './frame.ts';
import { Damaged } from './record.ts';
import { scan, type Found } from './scan.ts';
import { Segment, type OpenFile } from './segment.ts';

export interface JournalParts {
  /** A folder that is there. */
  folder: string;
  log: Log;
  /** Keeps bytes that are no message any more for the operator, durably, under a name of their own. */
  keepDamaged: (name: string, bytes: Buffer) => Promise<void>;
  openFile?: OpenFile | undefined;
}

interface Entry {
  id: string;
  record: Uint8Array[];
}

interface Place {
  segment: Segment;
  at: number;
  length: number;
}

/** A segment this long is not added to: it goes when all in it is done with. */
const SEGMENT_BYTES = 16 * 1024 * 1024;
/** What one write and one sync take at most, so that a few messages of some size don't keep the others waiting. */
const GROUP_BYTES = 1024 * 1024;

/** Messages appended to segments: those that come while the disk is busy share the next write and the next sync. */
export class Journal {
  /** Adds a message: durable when it is answered. @throws Error with the system's `code` */
  readonly append: (entry: Entry) => Promise<void>;
  readonly #parts: JournalParts;
  readonly #places = new Map<string, Place>();
  #current: Segment | undefined;
  #committed: Promise<unknown> = Promise.resolve();

  private constructor(parts: JournalParts) {
    this.#parts = parts;
    const commit = (group: Entry[]): Promise<void[]> => {
      const committed = this.#commit(group);
      this.#committed = committed.catch(() => undefined);
      return committed;
    };
    this.append = together(commit, { lanes: 1, fit: fitting });
  }

  /** Opens the journal and reads what earlier runs left in it. */
  static async open(parts: JournalParts): Promise<Journal> {
    const journal = new Journal(parts);
    const names = await readdir(parts.folder);
    for (const name of names.filter(Segment.isSegment).sort()) await journal.#recover(path.join(parts.folder, name));
    return journal;
  }

  holds(id: string): boolean {
    return this.#places.has(id);
  }

  ids(): string[] {
    return [...this.#places.keys()];
  }

  /** The record of a message. @throws Damaged when it is not what was written */
  async read(id: string): Promise<Buffer> {
    const { segment, at, length } = this.#place(id);
    const frame = frameAt(await segment.read(at, length), 0, segment.mark);
    if (!frame?.sound) throw new Damaged('spool record differs from its checksum');
    return frame.record;
  }

  /** What stands where a message was written, be it damaged. */
  async readAsItIs(id: string): Promise<Buffer> {
    const { segment, at, length } = this.#place(id);
    const bytes = await segment.read(at, length);
    return frameAt(bytes, 0, segment.mark)?.record ?? bytes;
  }

  /** Forgets a message. It may come back after a power cut: whoever reads it then must know it again. */
  async done(id: string): Promise<void> {
    const { segment, at } = this.#place(id);
    await segment.markDone(at);
    this.#places.delete(id);
    await this.#release(segment, 1);
  }

  /** Ends after what is being written. */
  async stop(): Promise<void> {
    await this.#committed;
    const segments = new Set([...this.#places.values()].map(({ segment }) => segment));
    await Promise.all([...segments].map((segment) => segment.close()));
  }

  async #commit(group: Entry[]): Promise<void[]> {
    const segment = (this.#current ??= await Segment.create(this.#parts.folder, this.#parts.openFile));
    segment.live += group.length;
    const frames = group.map(({ id, record }) => ({ id, bytes: Buffer.concat(frameOf(segment.mark, id, record)) }));
    try {
      let at = await segment.append(Buffer.concat(frames.map(({ bytes }) => bytes)));
      for (const { id, bytes } of frames) {
        this.#places.set(id, { segment, at, length: bytes.length });
        at += bytes.length;
      }
    } catch (error) {
      // Of what failed any part may be there: it is cut off, and nothing is written after it.
      this.#current = undefined;
      await segment.cut(segment.size).catch(() => undefined);
      await this.#release(segment, group.length);
      throw error;
    }
    if (segment.size >= SEGMENT_BYTES) this.#current = undefined;
    return group.map(() => undefined);
  }

  /** A segment goes with the last of its messages; one that the disk does not let go of is tried again at the next start. */
  async #release(segment: Segment, count: number): Promise<void> {
    segment.live -= count;
    if (segment.live > 0) return;
    if (segment === this.#current) this.#current = undefined;
    await segment.remove().catch((error: Error) => {
      this.#parts.log.error('spool.segment-kept', { segment: path.basename(segment.file), cause: error.message });
    });
  }

  async #recover(file: string): Promise<void> {
    const segment = await Segment.open(file, this.#parts.openFile);
    for (const found of scan(await segment.readAll(), segment.mark)) await this.#take(found, segment);
    await this.#release(segment, 0);
  }

  async #take(found: Found, segment: Segment): Promise<void> {
    const { at } = found;
    const name = path.basename(segment.file);
    if (found.kind === 'torn') {
      this.#parts.log.error('spool.torn-end', { segment: name, at, bytes: segment.size - at });
      await segment.cut(at);
    } else if (found.kind === 'damaged') {
      this.#parts.log.error('spool.damaged', { segment: name, at, bytes: found.bytes.length });
      await this.#parts.keepDamaged(`${name}-${at}`, found.bytes);
    } else if (!found.frame.done) {
      this.#places.set(found.frame.id, { segment, at, length: found.frame.end - at });
      segment.live += 1;
    }
  }

  #place(id: string): Place {
    const place = this.#places.get(id);
    if (!place) throw new Error('spool message is gone');
    return place;
  }
}

/** The first, and those after it as far as the bound goes. */
function fitting(waiting: readonly Entry[]): number {
  let bytes = 0;
  const beyond = waiting.findIndex(({ record }, index) => {
    for (const part of record) bytes += part.length;
    return index > 0 && bytes > GROUP_BYTES;
  });
  return beyond < 0 ? waiting.length : beyond;
}
