import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Passerelle } from './passerelle.ts';

export type Part = 'starter' | 'gateway' | 'bridge' | 'postgres';

/** The process ids of one installation, and of no other: the starter's own children, and the database that holds its folder. */
export function processesOf({ process: { pid = 0 }, dataDir }: Passerelle): Record<Part, number> {
  const child = (script: string): number => {
    const found = childOf(pid, script);
    if (found === undefined) throw new Error(`${script} does not run`);
    return found;
  };
  const postgres = Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  return { starter: pid, gateway: child('gateway/src/main.ts'), bridge: child('mssante-bridge/src/main.ts'), postgres };
}

/** The process that `parent` started to run `script`, if it runs. */
export function childOf(parent: number, script: string): number | undefined {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const found = lines.find((line) => line.trim().split(/\s+/)[1] === String(parent) && line.includes(script));
  return found === undefined ? undefined : Number(found.trim().split(/\s+/)[0]);
}

/** Whether it runs; one that has ended and waits to be cleared away does not. */
export function runs(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .startsWith('Z');
  } catch {
    return false;
  }
}

/** Polls until `found` gives something. @throws after `ms` milliseconds, saying `what` did not come */
export async function eventually<T>(
  what: string,
  found: () => T | undefined | Promise<T | undefined>,
  ms = 20_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const result = await found();
    if (result !== undefined) return result;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${ms} ms`);
    await pause(50);
  }
}

/** A start that is expected to fail: its exit code and what it said. */
export async function startAlone(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const root = path.resolve(import.meta.dirname, '../..');
  const { PATH, HOME } = process.env;
  const child = fork(path.join(root, 'start/main.ts'), {
    cwd: root,
    env: { PATH, HOME, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const served = once(child, 'message').then(() => child.kill('SIGTERM'));
  const [code] = (await once(child, 'close')) as [number | null];
  served.catch(() => undefined);
  return { code, said };
}
