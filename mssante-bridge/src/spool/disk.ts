import {
  closeSync,
  existsSync,
  fdatasync,
  fsync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writev,
  writevSync,
} from 'node:fs';
import { mkdir, readdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** A file being written: nothing counts before `sync` has answered. */
export interface NewFile {
  append: (parts: Buffer[]) => Promise<void>;
  sync: () => Promise<void>;
  close: () => Promise<void>;
}

/** What the spool asks of a file system; passed in, so that a test can see the order of the steps and make one fail. */
export interface Disk {
  create: (file: string) => Promise<NewFile>;
  rename: (from: string, to: string) => Promise<void>;
  /** Removes a file that may be gone already. */
  remove: (file: string) => Promise<void>;
  /** The bytes of a file, or nothing when there is none. */
  read: (file: string) => Promise<Buffer | undefined>;
  list: (folder: string) => Promise<string[]>;
  /** Milliseconds since the file was last written. */
  age: (file: string) => Promise<number>;
  /** Makes the names in a folder durable: a renamed file can be lost in a power cut until then. */
  syncFolder: (folder: string) => Promise<void>;
  /** Makes a folder and those above it, each one durable in its parent. */
  makeFolder: (folder: string) => Promise<void>;
  /** Bytes that can still be written. */
  free: (folder: string) => Promise<number>;
}

/**
 * The file system of this machine. What only touches memory (names, a few kilobytes) is done at once: handing it to another
 * thread takes ten times as long as doing it. What waits for the disk, or is long, is handed over.
 */
export const localDisk: Disk = {
  create: async (file) => newFile(openSync(file, 'wx', 0o600)),
  rename: async (from, to) => renameSync(from, to),
  remove: async (file) => {
    if (existsSync(file)) unlinkSync(file);
  },
  read: async (file) => (existsSync(file) ? readFileSync(file) : undefined),
  list: (folder) => readdir(folder),
  age: async (file) => Date.now() - (await stat(file)).mtimeMs,
  syncFolder,
  makeFolder,
  free: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

const AT_ONCE_BYTES = 128 * 1024;
const sync = promisify(fsync);
const syncContent = promisify(fdatasync);
const writeParts = promisify(writev);

function newFile(handle: number): NewFile {
  let open = true;
  return {
    append: (parts) => append(handle, parts),
    sync: () => syncContent(handle),
    close: async () => {
      if (open) closeSync(handle);
      open = false;
    },
  };
}

/** A write may be short (a full disk, a signal): what was not taken is written again until all is, or it throws. */
async function append(handle: number, parts: Buffer[]): Promise<void> {
  let rest = parts;
  let left = rest.reduce((sum, part) => sum + part.length, 0);
  while (left > 0) {
    const { bytesWritten } =
      left > AT_ONCE_BYTES ? await writeParts(handle, rest) : { bytesWritten: writevSync(handle, rest) };
    left -= bytesWritten;
    if (left > 0) rest = [Buffer.concat(rest).subarray(bytesWritten)];
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = openSync(folder, 'r');
  await sync(handle).finally(() => closeSync(handle));
}

async function makeFolder(folder: string): Promise<void> {
  const whole = path.resolve(folder);
  const first = await mkdir(whole, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = whole; made.length >= first.length; made = path.dirname(made)) await syncFolder(path.dirname(made));
}
