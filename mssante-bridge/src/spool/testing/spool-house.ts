import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { createLog } from '../../log.ts';
import { localDisk } from '../disk.ts';
import type { Envelope } from '../record.ts';
import type { OpenFile } from '../segment.ts';
import { openSpool, type Spool } from '../spool.ts';
import { startWriter, type Writer } from '../writer.ts';

export const envelope: Envelope = {
  from: 'a@b.test',
  to: ['c@d.test'],
  remote: '192.0.2.1',
  receivedAt: '2026-01-02T03:04:05Z',
};
/** What is kept in a file of its own, and what in the journal. */
export const LARGE = Buffer.alloc(300 * 1024, 'x');
export const LETTER = Buffer.from('From: a\r\n\r\nhello');

/** For each test of a file a spool in a folder of its own. */
export interface SpoolHouse {
  /** As it was opened last. */
  readonly spool: Spool;
  /** What was logged since the test began. */
  readonly said: string[];
  /** A file or a folder of the spool. */
  at: (...names: string[]) => string;
  /** Names of the files in a folder of the spool. */
  names: (where: string) => string[];
  /** @returns the id of the message */
  keep: (chunks: Buffer[], to?: string[]) => Promise<string>;
  open: (openFile?: OpenFile) => Promise<void>;
  /** The power is cut, or the process killed: what the journal still had to say is not said. */
  reopen: (openFile?: OpenFile) => Promise<void>;
}

export function spoolForEach(): SpoolHouse {
  let folder: string;
  let writer: Writer;
  let spool: Spool;
  let said: string[];
  const at = (...names: string[]): string => path.join(folder, ...names);
  const log = createLog('info', (line) => said.push(line));
  const open = async (openFile?: OpenFile): Promise<void> => {
    spool = await openSpool({ folder, disk: localDisk, writer, log, openFile });
  };
  beforeEach(async () => {
    said = [];
    folder = mkdtempSync(path.join(tmpdir(), 'passerelle-spool-'));
    writer = startWriter();
    await open();
  });
  afterEach(async () => {
    await spool.stop();
    await writer.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get spool() {
      return spool;
    },
    get said() {
      return said;
    },
    ...{ at, open },
    names: (where) => readdirSync(at(where)).sort(),
    keep: async (chunks, to = envelope.to) => {
      const { id, draft } = spool.receive({ ...envelope, to });
      for (const chunk of chunks) await draft.write(chunk);
      await draft.keep();
      return id;
    },
    reopen: async (openFile) => {
      await spool.stop();
      await open(openFile);
    },
  };
}
