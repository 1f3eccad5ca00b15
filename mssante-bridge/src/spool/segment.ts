import { randomBytes } from 'node:crypto';
import { open, readFile, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { DONE } from './frame.ts';

/** Opens a file; passed in, so that a test can make a disk fail. */
export type OpenFile = (file: string, flags: string, mode?: number) => Promise<FileHandle>;

const NAME = /^[0-9a-z]+-([0-9a-f]{32})\.segment$/;

/** One file of many messages. */
export class Segment {
  /** How many messages in it are being written or wait. */
  live = 0;
  /** Bytes that were made durable. */
  size: number;
  readonly file: string;
  /** What begins each frame, and what nobody outside knows. */
  readonly mark: string;
  readonly #handle: FileHandle;

  private constructor(file: string, handle: FileHandle, size: number) {
    this.file = file;
    this.mark = NAME.exec(path.basename(file))?.[1] ?? '';
    this.#handle = handle;
    this.size = size;
  }

  /** Makes a segment whose name survives a power cut. */
  static async create(folder: string, openFile: OpenFile = open): Promise<Segment> {
    const name = `${Date.now().toString(36)}-${randomBytes(16).toString('hex')}.segment`;
    const file = path.join(folder, name);
    const handle = await openFile(file, 'wx+', 0o600);
    const names = await openFile(folder, 'r');
    await names.sync().finally(() => names.close());
    return new Segment(file, handle, 0);
  }

  static isSegment(name: string): boolean {
    return NAME.test(name);
  }

  static async open(file: string, openFile: OpenFile = open): Promise<Segment> {
    const handle = await openFile(file, 'r+');
    return new Segment(file, handle, (await handle.stat()).size);
  }

  /** Adds bytes and makes them durable; answers with where they begin. @throws Error with the system's `code`; nothing counts as added */
  async append(bytes: Buffer): Promise<number> {
    const at = this.size;
    for (let done = 0; done < bytes.length;) {
      // A write may be short (a full disk, a signal): the rest is written again until all is, or it throws.
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, at + done);
      done += bytesWritten;
    }
    await this.#handle.datasync();
    this.size += bytes.length;
    return at;
  }

  async read(at: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.#handle.read(Buffer.alloc(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  }

  readAll(): Promise<Buffer> {
    return readFile(this.file);
  }

  /** Not synced: after a power cut the message may be there again, and is known again by whoever took it. */
  async markDone(at: number): Promise<void> {
    await this.#handle.write(DONE, 0, DONE.length, at);
  }

  /** Takes away what stands after a position. */
  async cut(at: number): Promise<void> {
    await this.#handle.truncate(at);
    this.size = at;
  }

  async remove(): Promise<void> {
    await unlink(this.file);
    await this.close();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
