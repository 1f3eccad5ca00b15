import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What `postmaster.pid` says: https://www.postgresql.org/docs/18/storage-file-layout.html, and `pg_ctl`, which reads it the same way. */
export interface Postmaster {
  pid: number;
  port: number;
  /** `ready` once connections are accepted; else `starting`, `stopping`, `standby` or nothing yet. */
  status: string;
}

/** The file by which a PostgreSQL says that it holds `directory`. */
export const pidFile = (directory: string): string => path.join(directory, 'postmaster.pid');

/** What the pid file says now, true or stale. Undefined when there is none. */
export async function readPidFile(directory: string): Promise<Postmaster | undefined> {
  const text = await readFile(pidFile(directory), 'utf8').catch(() => '');
  const [pid, , , port, , , , status] = text.split('\n').map((line) => line.trim());
  return pid ? { pid: Number(pid), port: Number(port), status: status ?? '' } : undefined;
}

/** Whether process `pid` lives and is a PostgreSQL working on `directory`: a pid is soon given to some other program. */
export async function holds(pid: number, directory: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const real = await realpath(directory);
  if (existsSync('/proc/self/cwd')) return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === real;
  const ps = await promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return ps.stdout.includes(directory);
}

/** Whether there is a process of that id. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Polls until `probe` gives something, for at most `ms` milliseconds; undefined after that. */
export async function poll<T>(ms: number, probe: () => Promise<T | undefined>): Promise<T | undefined> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await probe();
    if (found !== undefined || Date.now() > deadline) return found;
    await pause(10);
  }
}

/** Ends the PostgreSQL on `directory` the fast and clean way (SIGINT: sessions are cut, a checkpoint is written), by force after 20 s. */
export async function endPostmaster(pid: number, directory: string): Promise<void> {
  // Its pid file goes last. (An orphan's process entry may stay a while after that, until the system clears it away.)
  const gone = async (): Promise<true | undefined> =>
    !isAlive(pid) || (await readPidFile(directory))?.pid !== pid ? true : undefined;
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (await gone()) return;
    process.kill(pid, signal);
    if (await poll(20_000, gone)) return;
  }
}
