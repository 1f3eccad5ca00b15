import path from 'node:path';
import type { Disk } from './disk.ts';

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

interface Step {
  job: Job;
  handle?: number;
  ended?: Ended;
}

/**
 * Does jobs together, in the order that makes a mail safe: contents, contents synced, names, folders synced, each folder once
 * for all. Jobs fail one by one; a folder that cannot be synced fails all that it holds.
 */
export function doTogether(jobs: Job[], disk: Disk): Ended[] {
  const steps: Step[] = jobs.map((job) => ({ job }));
  const each = (act: (step: Step) => void): void => {
    for (const step of steps) step.ended ??= attempt(() => act(step));
  };
  each((step) => write(step, disk));
  each(({ handle }) => {
    if (handle !== undefined) disk.sync(handle);
  });
  for (const { handle } of steps) if (handle !== undefined) disk.close(handle);
  each(({ job }) => name(job, disk));
  syncFolders(steps, disk);
  return steps.map(({ ended }) => ended);
}

function attempt(act: () => void): Ended {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN';
  }
}

function write(step: Step, disk: Disk): void {
  const { job } = step;
  if (job.kind === 'append') disk.close(disk.append(job.file, job.parts));
  if (job.kind === 'store') step.handle = disk.append(job.temporary, job.parts);
}

function name(job: Job, disk: Disk): void {
  if (job.kind === 'store') disk.rename(job.temporary, job.target);
  if (job.kind === 'move') disk.rename(job.from, job.to);
  if (job.kind === 'remove') disk.remove(job.file);
}

function syncFolders(steps: Step[], disk: Disk): void {
  const synced = new Map<string, Ended>();
  for (const step of steps) {
    if (step.ended !== undefined) continue;
    for (const folder of foldersOf(step.job)) {
      if (!synced.has(folder))
        synced.set(
          folder,
          attempt(() => disk.syncFolder(folder)),
        );
      step.ended ??= synced.get(folder);
    }
  }
}

function foldersOf(job: Job): string[] {
  if (job.kind === 'store') return [path.dirname(job.target)];
  return job.kind === 'move' ? [path.dirname(job.to), path.dirname(job.from)] : [];
}
