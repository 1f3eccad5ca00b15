import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dayOf } from '../calendar.ts';
import type { Database } from '../database/connect.ts';

/** A letter for the operator to print. */
export interface QueuedLetter {
  /** A UUID; the same id is the same letter. */
  id: string;
  ins: string;
  /** The template that it was made of. */
  kind: string;
  pdf: Buffer;
  at: Date;
}

/** Where the letters of an installation wait for its operator. */
export const printQueueOf = (dataDir: string): string => path.join(dataDir, 'print-queue');

/**
 * Puts a letter into `DATA_DIR/print-queue` as `<day>-<id>.pdf`, and then into the list of letters. What is there under its name is whole
 * and on the disk; asked again, it is the same file. The name tells nobody whom it is for.
 */
export async function queueLetter(
  { dataDir, database }: { dataDir: string; database: Database },
  { id, ins, kind, pdf, at }: QueuedLetter,
): Promise<void> {
  const known = await database.selectFrom('letter').select('id').where('id', '=', id).executeTakeFirst();
  if (known) return;
  const file = `${dayOf(at)}-${id}.pdf`;
  await keep(printQueueOf(dataDir), file, pdf);
  await database
    .insertInto('letter')
    .values({ id, kind, ins, file, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Clears away what a write that was killed left behind. What is younger than an hour may be another copy's, at work. */
export async function clearTorn(dataDir: string, now: Date): Promise<void> {
  const folder = printQueueOf(dataDir);
  const files = await readdir(folder).catch(() => []);
  for (const file of files.filter((name) => name.startsWith('.') && name.endsWith('.part'))) {
    const part = path.join(folder, file);
    // Gone meanwhile: another copy cleared it away, or its letter is whole.
    const written = (await stat(part).catch(() => undefined))?.mtimeMs ?? Infinity;
    if (now.getTime() - written >= hour) await rm(part, { force: true });
  }
}

const hour = 3_600_000;

async function keep(folder: string, file: string, bytes: Buffer): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made) await synced(path.dirname(folder));
  // A name of its own: two that make the same letter at once do not write into one file.
  const part = path.join(folder, `.${file}.${randomUUID()}.part`);
  try {
    await writeFile(part, bytes, { mode: 0o600, flush: true });
    await rename(part, path.join(folder, file));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await synced(folder);
}

async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
