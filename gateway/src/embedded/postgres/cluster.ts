import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { otherUser, spawnBinary } from './binaries.ts';

/** The files of one embedded PostgreSQL. */
export interface Cluster {
  /** PostgreSQL's data directory. */
  directory: string;
  logFile: string;
  password: string;
}

export const superuser = 'passerelle';

/**
 * The cluster kept in `dataDir`, made first where there is none.
 * It is made under another name and renamed when complete, so a start killed in the middle leaves nothing half made.
 */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const directory = path.resolve(dataDir, 'postgres');
  const passwordFile = path.resolve(dataDir, 'postgres-password');
  const fresh = !existsSync(directory);
  if (fresh) await makeCluster(directory, passwordFile);
  const password = (await readFile(passwordFile, 'utf8')).trim();
  return { directory, password, logFile: path.resolve(dataDir, 'postgres.log') };
}

async function makeCluster(directory: string, passwordFile: string): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  // Others may pass through this folder but not list it: PostgreSQL runs as another user when we are root.
  await mkdir(path.dirname(directory), { recursive: true, mode: 0o711 });
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true });
  const user = await otherUser();
  if (user) for (const file of [unfinished, passwordFile]) await chown(file, user.uid, user.gid);
  await initdb(unfinished, passwordFile);
  await rename(unfinished, directory);
  await syncFolder(path.dirname(directory));
}

async function initdb(directory: string, passwordFile: string): Promise<void> {
  const child = await spawnBinary(
    'initdb',
    [
      ...[`--pgdata=${directory}`, `--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      // A locale inside PostgreSQL: the same order of letters on every machine, whatever its libc.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ],
    { directory, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`initdb could not make ${directory} (code ${String(code)}): ${complaint.trim()}`);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
