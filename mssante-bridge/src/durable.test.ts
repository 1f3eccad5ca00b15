import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DOCTOR, PATIENT } from './testing/bridge.ts';
import { startTestGateway } from './testing/gateway.ts';
import { bridgeProcess } from './testing/process.ts';
import { converse, letter } from './testing/smtp-client.ts';

const CALLS = 'trace=openat,writev,pwritev,fdatasync,fsync,rename,write,close';

/** strace where it is installed and may trace. */
function strace(): string | undefined {
  try {
    const found = execFileSync('which', ['strace'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    execFileSync(found, ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return found;
  } catch {
    return undefined;
  }
}

/** The lines of a trace, a call that waited joined with its end, in the order in which they ended. */
function ended(trace: string): string[] {
  const waiting = new Map<string, string>();
  return trace.split('\n').flatMap((line) => {
    const [thread = '', ...rest] = line.trim().split(/\s+/);
    const call = rest.join(' ');
    if (call.endsWith('<unfinished ...>')) {
      waiting.set(thread, call.replace(' <unfinished ...>', ''));
      return [];
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(call);
    return [resumed ? `${waiting.get(thread) ?? ''}${resumed[1]}` : call];
  });
}

test('the system calls are made in the order that survives a power cut', async ({ annotate }) => {
  const tracer = strace();
  if (!tracer) {
    await annotate(
      'NOT TESTED: strace is missing or may not trace here, so no trace of the system calls was looked at',
      'warning',
    );
    expect(process.env['REQUIRE_STRACE'], 'REQUIRE_STRACE is set, and strace cannot be used').toBeUndefined();
    return;
  }
  const gateway = await startTestGateway();
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-trace-'));
  const output = path.join(folder, 'trace');
  try {
    const bridge = await bridgeProcess(
      { GATEWAY_URL: gateway.url, DATA_DIR: path.join(folder, 'data') },
      { path: tracer, arguments: ['-f', '-o', output, '-s', '80', '-y', '-e', CALLS] },
    );
    const client = await converse(bridge.smtpPort);
    await client.say(`MAIL FROM:<${DOCTOR}>`);
    await client.say(`RCPT TO:<${PATIENT}>`);
    await client.say('DATA');
    client.write(letter());
    const reply = await client.reply();
    expect(reply).toMatch(/^250 2\.0\.0 Queued as/);
    client.end();
    bridge.child.disconnect();
    expect(await bridge.ended).toBe(0);
    const calls = ended(await readFile(output, 'utf8'));
    const id = reply.split(' ').at(-1) ?? '';
    const at = (what: RegExp, from = 0): number => calls.findIndex((call, index) => index > from && what.test(call));
    const written = at(new RegExp(`^writev?\\(\\d+<[^>]*${id}\\.mail\\.tmp>`));
    const synced = at(new RegExp(`^fdatasync\\(\\d+<[^>]*${id}\\.mail\\.tmp>\\) += 0`), written);
    const named = at(new RegExp(`^rename\\("[^"]*${id}\\.mail\\.tmp", "[^"]*${id}\\.mail"\\) += 0`), synced);
    const folderSynced = at(/^fsync\(\d+<[^>]*\/spool\/queue>\) += 0/, named);
    const answered = at(new RegExp(`^writev?\\(.*250 2\\.0\\.0 Queued as ${id}`), folderSynced);
    expect([written, synced, named, folderSynced, answered].every((index) => index > 0)).toBe(true);
    // And the folders were made durable in their parents before that.
    for (const made of ['passerelle-trace-\\w+', 'data', 'bridge', 'spool']) {
      const madeDurable = calls.findIndex((call) => new RegExp(`^fsync\\(\\d+<[^>]*/${made}>\\) += 0`).test(call));
      expect(madeDurable).toBeGreaterThan(0);
      expect(madeDurable).toBeLessThan(written);
    }
  } finally {
    await gateway.stop();
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
