import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DOCTOR, PATIENT } from './testing/bridge.ts';
import { startTestGateway } from './testing/gateway.ts';
import { bridgeProcess } from './testing/process.ts';
import { converse, letter } from './testing/smtp-client.ts';

const CALLS = 'trace=openat,writev,pwritev,pwrite64,fdatasync,fsync,rename,write,close';

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
      { path: tracer, arguments: ['-f', '-o', output, '-s', '160', '-y', '-e', CALLS] },
    );
    const client = await converse(bridge.smtpPort);
    const send = async (wire: string): Promise<string> => {
      await client.say(`MAIL FROM:<${DOCTOR}>`);
      await client.say(`RCPT TO:<${PATIENT}>`);
      await client.say('DATA');
      client.write(wire);
      const reply = await client.reply();
      expect(reply).toMatch(/^250 2\.0\.0 Queued as/);
      return reply.split(' ').at(-1) ?? '';
    };
    const small = await send(letter());
    const large = await send(letter({}, `${'texte '.repeat(100)}\r\n`.repeat(600)));
    client.end();
    bridge.child.disconnect();
    expect(await bridge.ended).toBe(0);
    const calls = ended(await readFile(output, 'utf8'));
    const inOrder = (...steps: string[]): number[] =>
      steps.reduce<number[]>((places, step) => {
        const after = places.at(-1) ?? 0;
        return [...places, calls.findIndex((call, index) => index > after && new RegExp(step).test(call))];
      }, []);
    const segment = '<[^>]*/spool/segments/[^>]*\\.segment>';
    const journalled = inOrder(
      `^openat\\([^)]*O_CREAT.*\\) = \\d+${segment}`,
      String.raw`^fsync\(\d+<[^>]*/spool/segments>\) += 0`,
      `^pwrite64\\(\\d+${segment}, "\\+[0-9a-f]{32} ${small} `,
      `^fdatasync\\(\\d+${segment}\\) += 0`,
      `^write.*250 2\\.0\\.0 Queued as ${small}`,
    );
    const inFile = inOrder(
      `^writev?\\(\\d+<[^>]*${large}\\.mail\\.tmp>`,
      `^fdatasync\\(\\d+<[^>]*${large}\\.mail\\.tmp>\\) += 0`,
      `^rename\\("[^"]*${large}\\.mail\\.tmp", "[^"]*${large}\\.mail"\\) += 0`,
      String.raw`^fsync\(\d+<[^>]*/spool/queue>\) += 0`,
      `^write.*250 2\\.0\\.0 Queued as ${large}`,
    );
    expect([...journalled, ...inFile].filter((place) => place < 0)).toEqual([]);
    // And the folders were made durable in their parents before that.
    for (const made of ['passerelle-trace-\\w+', 'data', 'bridge', 'spool']) {
      const madeDurable = calls.findIndex((call) => new RegExp(`^fsync\\(\\d+<[^>]*/${made}>\\) += 0`).test(call));
      expect(madeDurable).toBeGreaterThan(0);
      expect(madeDurable).toBeLessThan(journalled[0] ?? 0);
    }
  } finally {
    await gateway.stop();
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
