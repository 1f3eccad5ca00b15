import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DOCTOR, OTHER_PATIENT, PATIENT } from './testing/bridge.ts';
import { startTestGateway } from './testing/gateway.ts';
import { bridgeProcess } from './testing/process.ts';
import { converse, letter } from './testing/smtp-client.ts';
import { until } from './testing/until.ts';

const KILLS = 5;
const SENDERS = 4;

/** What the hospital remembers: the digest of each message that was answered 250. */
type Promised = Set<string>;

function digestOf(number: string): { wire: string; digest: string } {
  const wire = letter({ 'Message-ID': `<${number}@hopital.test>` }, `Lettre ${number}\r\n${'texte '.repeat(400)}`);
  return { wire, digest: createHash('sha256').update(wire.slice(0, -3)).digest('hex') };
}

/** Sends to two patients at a time until the connection dies under it. */
async function sendUntilCut(port: number, sender: string, promised: Promised): Promise<void> {
  try {
    const client = await converse(port);
    for (let count = 0; ; count += 1) {
      const { wire, digest } = digestOf(`${sender}-${count}`);
      await client.say(`MAIL FROM:<${DOCTOR}>`);
      await client.say(`RCPT TO:<${PATIENT}>`);
      await client.say(`RCPT TO:<${OTHER_PATIENT}>`);
      await client.say('DATA');
      client.write(wire);
      if ((await client.reply()).startsWith('250')) promised.add(digest);
    }
  } catch {
    // The bridge was killed: what was not promised may be lost.
  }
}

test('whatever is killed when, every letter that was answered 250 is filed, once for each patient', async () => {
  const gateway = await startTestGateway();
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-kill-'));
  const environment = { GATEWAY_URL: gateway.url, DATA_DIR: folder };
  const promised: Promised = new Set();
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const bridge = await bridgeProcess(environment);
      const before = promised.size;
      const senders = Array.from({ length: SENDERS }, (_, index) =>
        sendUntilCut(bridge.smtpPort, `${kill}-${index}`, promised),
      );
      const enough = before + 3 + Math.floor(Math.random() * 60);
      await until('letters are promised', () => promised.size >= enough, 20_000);
      bridge.child.kill('SIGKILL');
      await Promise.all([bridge.ended, ...senders]);
    }
    const last = await bridgeProcess(environment);
    const missing = (): string[] =>
      [...promised].filter((digest) => [PATIENT, OTHER_PATIENT].some((to) => !gateway.filed.has(`${digest} ${to}`)));
    await until('every promised letter is filed', () => missing().length === 0, 60_000);
    last.child.kill('SIGTERM');
    expect(await last.ended).toBe(0);
    expect(promised.size).toBeGreaterThan(KILLS * 3);
    expect(gateway.violations).toEqual([]);
  } finally {
    await gateway.stop();
    await rm(folder, { recursive: true, force: true });
  }
}, 180_000);
