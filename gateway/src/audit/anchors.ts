import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** How far the audit chain reached at a moment, and its hash there: kept outside the database. */
export interface Anchor {
  seq: bigint;
  /** hexadecimal */
  hash: string;
  /** ISO 8601 */
  at: string;
}

/** Lines that are no anchor (a write that a crash cut short) are counted, never guessed. */
export interface KeptAnchors {
  /** In the order of the chain. */
  anchors: Anchor[];
  unreadable: number;
}

export interface Anchors {
  /** Resolves once the anchor is on the disk. */
  add: (anchor: Anchor) => Promise<void>;
  all: () => Promise<KeptAnchors>;
}

/** One line an anchor, appended to a file a month in `DATA_DIR/audit-anchors`, readable by the owner alone. */
export function anchorsIn(dataDir: string): Anchors {
  const folder = path.join(dataDir, 'audit-anchors');
  return {
    add: async ({ seq, hash, at }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = path.join(folder, `${at.slice(0, 7)}.txt`);
      await appendFile(file, `${seq} ${hash} ${at}\n`, { mode: 0o600, flush: true });
    },
    all: async () => {
      const files = (await namesIn(folder)).filter((name) => /^\d{4}-\d{2}\.txt$/.test(name));
      const texts = await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')));
      const lines = texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
      const anchors = lines.flatMap((line) => anchorIn(line) ?? []).sort(byNumber);
      return { anchors, unreadable: lines.length - anchors.length };
    },
  };
}

function anchorIn(line: string): Anchor | undefined {
  const [, seq, hash, at] = /^(\d{1,18}) ([0-9a-f]{64}) (\d{4}-\S{1,30})$/.exec(line) ?? [];
  return seq && hash && at ? { seq: BigInt(seq), hash, at } : undefined;
}

const byNumber = (one: Anchor, other: Anchor): number => (one.seq < other.seq ? -1 : one.seq > other.seq ? 1 : 0);

/** A first start has no folder yet. */
const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
