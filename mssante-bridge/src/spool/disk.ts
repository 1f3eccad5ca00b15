import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

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
  remove: (file: string) => Promise<void>;
  read: (file: string) => Promise<Buffer>;
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

/** The file system of this machine. */
export const localDisk: Disk = {
  create: async (file) => newFile(await open(file, 'wx', 0o600)),
  rename,
  remove: (file) => rm(file, { force: true }),
  read: (file) => readFile(file),
  list: (folder) => readdir(folder),
  age: async (file) => Date.now() - (await stat(file)).mtimeMs,
  syncFolder,
  makeFolder,
  free: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

function newFile(handle: FileHandle): NewFile {
  return {
    append: (parts) => writeAll(handle, parts),
    sync: () => handle.datasync(),
    close: () => handle.close(),
  };
}

/** A write may be short (a full disk, a signal): what was not taken is written again until all is, or it throws. */
async function writeAll(handle: FileHandle, parts: Buffer[]): Promise<void> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const { bytesWritten } = await handle.writev(parts);
  if (bytesWritten < total) await handle.writeFile(Buffer.concat(parts).subarray(bytesWritten));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function makeFolder(folder: string): Promise<void> {
  const whole = path.resolve(folder);
  const first = await mkdir(whole, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = whole; made.length >= first.length; made = path.dirname(made)) await syncFolder(path.dirname(made));
}
