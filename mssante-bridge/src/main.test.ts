import { mkdtemp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readBridgeSettings } from './config.ts';
import { createLog } from './log.ts';
import { maskAddress, maskText } from './mask.ts';
import { DOCTOR, PATIENT } from './testing/bridge.ts';
import { startTestGateway, TOKEN, type TestGateway } from './testing/gateway.ts';
import { bridgeProcess } from './testing/process.ts';
import { converse, letter } from './testing/smtp-client.ts';
import { until } from './testing/until.ts';

let gateway: TestGateway;
let folder: string;
beforeEach(async () => {
  gateway = await startTestGateway();
  folder = await mkdtemp(path.join(tmpdir(), 'passerelle-main-'));
});
afterEach(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true, force: true });
});

const environment = (): Record<string, string> => ({ GATEWAY_URL: gateway.url, DATA_DIR: folder });

test('the bridge ends when its parent does, after the message in hand', async () => {
  const bridge = await bridgeProcess(environment());
  const hospital = await converse(bridge.smtpPort);
  await hospital.say(`MAIL FROM:<${DOCTOR}>`);
  await hospital.say(`RCPT TO:<${PATIENT}>`);
  await hospital.say('DATA');
  bridge.child.disconnect();
  hospital.write(letter());
  expect(await hospital.reply()).toMatch(/^250/);
  hospital.end();
  expect(await bridge.ended).toBe(0);
  expect(bridge.output()).toContain('"why":"disconnect"');
});

test('a hospital hears 451 while the gateway is away, and mail is taken once it is there', async () => {
  const { port } = gateway;
  await gateway.stop();
  const bridge = await bridgeProcess(environment());
  const ready = async (): Promise<number> => (await fetch(`http://127.0.0.1:${bridge.healthPort}/health/ready`)).status;
  const hospital = await converse(bridge.smtpPort);
  expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^451 4\.3\.0/);
  expect(await hospital.say('MAIL FROM:<>')).toMatch(/^250/);
  expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^451 4\.3\.0/);
  await hospital.say('RSET');
  expect(await ready()).toBe(503);
  expect((await fetch(`http://127.0.0.1:${bridge.healthPort}/health/live`)).status).toBe(200);
  gateway = await startTestGateway(port);
  await until('the bridge is ready', async () => (await ready()) === 200);
  expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^250/);
  hospital.end();
  bridge.child.kill('SIGTERM');
  expect(await bridge.ended).toBe(0);
});

test('the bridge waits for the token that the gateway makes', async () => {
  const starting = bridgeProcess({ ...environment(), BRIDGE_TOKEN: '' });
  await mkdir(path.join(folder, 'secrets'));
  await writeFile(path.join(folder, 'secrets/bridge-token'), `${TOKEN}\n`);
  const bridge = await starting;
  await until('the gateway was asked', () => gateway.asked.includes('GET /bridge/settings'));
  const key = await stat(path.join(folder, 'bridge/tls.pem'));
  expect(key.mode & 0o077).toBe(0);
  expect(await readFile(path.join(folder, 'bridge/tls.pem'), 'utf8')).toContain('BEGIN PRIVATE KEY');
  bridge.child.kill('SIGTERM');
  expect(await bridge.ended).toBe(0);
});

describe('a wrong setting stops the start, and is named', () => {
  test.each([
    [{ SMTP_PORT: 'mail' }, 'SMTP_PORT'],
    [{ GATEWAY_URL: 'ftp://x' }, 'GATEWAY_URL'],
    [{ BRIDGE_TOKEN: 'short' }, 'BRIDGE_TOKEN'],
    [{ SMTP_RELAY_URL: 'relay' }, 'SMTP_RELAY_URL'],
    [{ SMTP_TLS_CERT: 'cert.pem' }, 'SMTP_TLS_KEY'],
    [{ NODE_ENV: 'production' }, 'SMTP_TLS_CERT'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('%j', (wrong, name) => {
    expect(() => readBridgeSettings(wrong)).toThrow(name);
  });

  test('and the process says so and ends', async () => {
    await expect(bridgeProcess({ ...environment(), SMTP_PORT: '99999' })).rejects.toThrow(
      /ended with 1: mssante-bridge: SMTP_PORT/,
    );
  });

  test('a certificate that cannot be read is named too', async () => {
    const wrong = { ...environment(), SMTP_TLS_CERT: '/nowhere', SMTP_TLS_KEY: '/nowhere' };
    await expect(bridgeProcess(wrong)).rejects.toThrow('SMTP_TLS_CERT');
  });
});

test('logs hide insured numbers, however they are written', () => {
  const lines: string[] = [];
  createLog('info', (line) => lines.push(line)).info('x', {
    reply: `550 <${PATIENT}> 2 99 01 75 999 999 68`,
    bytes: 3,
  });
  expect(lines.join('')).toContain('"bytes":3');
  expect(lines.join('')).not.toMatch(/99017|99 01 75/);
  expect(maskAddress(PATIENT)).toMatch(/^\*\*\*@/);
  expect(maskAddress(DOCTOR)).toBe(DOCTOR);
  expect(maskText('queued as 4ABC12')).toBe('queued as 4ABC12');
});
