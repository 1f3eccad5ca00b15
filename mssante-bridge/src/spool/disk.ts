import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statfsSync,
  statSync,
  unlinkSync,
  writevSync,
} from 'node:fs';
import path from 'node:path';

/** What the spool asks of a file system; passed in, so that a test can see the order of the steps and make one fail. */
export interface Disk {
  /** Adds to a file, made when it is not there; answers with its handle, to sync and close. */
  append: (file: string, parts: Uint8Array[]) => number;
  /** Makes the content of an open file durable. */
  sync: (handle: number) => void;
  close: (handle: number) => void;
  rename: (from: string, to: string) => void;
  /** Removes a file that may be gone already. */
  remove: (file: string) => void;
  /** The bytes of a file, or nothing when there is none. */
  read: (file: string) => Buffer | undefined;
  list: (folder: string) => string[];
  /** Milliseconds since the file was last written. */
  age: (file: string) => number;
  /** Makes the names in a folder durable: a renamed file can be lost in a power cut until then. */
  syncFolder: (folder: string) => void;
  /** Makes a folder and those above it, each one durable in its parent. */
  makeFolder: (folder: string) => void;
  /** Bytes that can still be written. */
  free: (folder: string) => number;
}

/** The file system of this machine. Each call waits: the spool's writer has threads of its own for them. */
export const localDisk: Disk = {
  append,
  sync: fdatasyncSync,
  close: closeSync,
  rename: renameSync,
  remove: (file) => {
    if (existsSync(file)) unlinkSync(file);
  },
  read: (file) => (existsSync(file) ? readFileSync(file) : undefined),
  list: (folder) => readdirSync(folder),
  age: (file) => Date.now() - statSync(file).mtimeMs,
  syncFolder,
  makeFolder,
  free: (folder) => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
};

/** A write may be short (a full disk, a signal): what was not taken is written again until all is, or it throws. */
function append(file: string, parts: Uint8Array[]): number {
  const handle = openSync(file, 'a', 0o600);
  try {
    let rest = parts;
    let left = rest.reduce((sum, part) => sum + part.length, 0);
    while (left > 0) {
      const written = writevSync(handle, rest);
      left -= written;
      if (left > 0) rest = [Buffer.concat(rest).subarray(written)];
    }
    return handle;
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function makeFolder(folder: string): void {
  const whole = path.resolve(folder);
  const first = mkdirSync(whole, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = whole; made.length >= first.length; made = path.dirname(made)) syncFolder(path.dirname(made));
}
