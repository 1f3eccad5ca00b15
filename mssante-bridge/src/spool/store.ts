import path from 'node:path';
import type { Disk } from './disk.ts';
import { sharedSync } from './shared-sync.ts';

/** One thing to do on the disk. */
export type Job =
  /** Adds to a file that is not finished; durable only by the `store` that finishes it. */
  | { kind: 'append'; file: string; parts: Uint8Array[] }
  /** Finishes a file and gives it its name: durable when it is answered. */
  | { kind: 'store'; temporary: string; target: string; parts: Uint8Array[] }
  /** Moves a file to another folder, durably. */
  | { kind: 'move'; from: string; to: string }
  /** Forgets a file. It may come back after a power cut: whoever reads it then must know it again. */
  | { kind: 'remove'; file: string };

/** How a job ended: nothing when well, else the system's code. */
export type Ended = string | undefined;

/** Does jobs, each in the order that makes a mail safe: content, content synced, name, folder synced. Folders are synced for many at once. */
export function createStore(disk: Disk): (job: Job) => Promise<Ended> {
  const folders = new Map<string, () => Promise<void>>();
  const syncFolderOf = (file: string): Promise<void> => {
    const folder = path.dirname(file);
    const sync = folders.get(folder) ?? sharedSync(() => disk.syncFolder(folder));
    folders.set(folder, sync);
    return sync();
  };
  const perform = async (job: Job): Promise<void> => {
    switch (job.kind) {
      case 'append':
        disk.close(disk.append(job.file, job.parts));
        return;
      case 'store':
        await writeThrough(job.temporary, job.parts, disk);
        disk.rename(job.temporary, job.target);
        return syncFolderOf(job.target);
      case 'move':
        disk.rename(job.from, job.to);
        await Promise.all([syncFolderOf(job.to), syncFolderOf(job.from)]);
        return;
      case 'remove':
        disk.remove(job.file);
    }
  };
  return (job) =>
    perform(job).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code ?? 'EUNKNOWN',
    );
}

async function writeThrough(file: string, parts: Uint8Array[], disk: Disk): Promise<void> {
  const handle = disk.append(file, parts);
  await disk.sync(handle).finally(() => disk.close(handle));
}
