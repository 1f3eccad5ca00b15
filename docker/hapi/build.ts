import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const project = import.meta.dirname;
const target = path.join(project, 'target');
const jar = path.join(target, 'hapi-launcher.jar');
const stamp = path.join(target, 'built-from.sha256');
const log = path.join(target, 'build.log');
const lock = path.join(target, 'building.pid');
const deadline = 10 * 60_000;

/** A hash of all that is built: file times say nothing after a fresh clone. */
function sources(): string {
  const hash = createHash('sha256');
  for (const file of ['pom.xml', ...globSync('src/**/*.{java,xml}', { cwd: project }).sort()])
    hash.update(file).update(readFileSync(path.join(project, file)));
  return hash.digest('hex');
}

function isBuilt(): boolean {
  return existsSync(jar) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Takes the lock; false while another living process holds it. A dead builder's lock is removed. */
function takeLock(): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    return false;
  }
}

async function maven(): Promise<void> {
  const output = openSync(log, 'w');
  const run = spawn('mvn', ['-B', '-q', '-ntp', 'package'], {
    cwd: project,
    stdio: ['ignore', output, output],
    signal: AbortSignal.timeout(deadline),
  });
  const [code] = (await once(run, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`HAPI could not be built by Maven; the reason is in ${log}`);
  writeFileSync(stamp, sources());
}

/**
 * The launcher's jar, built by Maven when its sources changed (about a minute with nothing downloaded yet, 10 s afterwards).
 * Several processes may ask at once: one builds, the others wait for it.
 */
export async function builtJar(): Promise<string> {
  mkdirSync(target, { recursive: true });
  const latest = Date.now() + deadline;
  while (!isBuilt()) {
    if (Date.now() > latest) throw new Error(`HAPI is still being built by another process: ${lock}`);
    if (takeLock()) await maven().finally(() => rmSync(lock, { force: true }));
    else await pause(250);
  }
  return jar;
}
