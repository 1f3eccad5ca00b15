import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { DOCTOR, PATIENT, testBridge, type TestBridge } from '../../testing/bridge.ts';
import type { TestGateway } from '../../testing/gateway.ts';
import { converse, type Conversation } from '../../testing/smtp-client.ts';
import { until } from '../../testing/until.ts';

/** The bridge as it runs, for all tests of a file, and a hospital that has just greeted it, for each. */
export interface HospitalAtTheDoor {
  hospital: Conversation;
  /** Refuses nobody and fails at nothing unless a test says so; knows of what this test sent alone. */
  readonly gateway: TestGateway;
  readonly port: number;
  log: () => string;
  /** Goes as far as the end of the message, and answers with the reply to it. */
  mail: (bytes: string, from?: string, to?: string) => Promise<string>;
  /** Names of the files in which the bridge keeps mail. */
  spooled: () => Promise<string[]>;
}

export function hospitalForEach(): HospitalAtTheDoor {
  let running: TestBridge;
  let open: Conversation;
  beforeAll(async () => {
    running = await testBridge();
  });
  afterAll(async () => {
    await running[Symbol.asyncDispose]();
    // Whatever the tests of a file sent, and however it was refused.
    expect(running.log()).not.toContain(PATIENT.slice(0, 13));
    expect(running.log()).not.toContain('Bonjour');
  });
  const spooled = async (): Promise<string[]> => {
    const folders = ['queue', 'segments'].map((name) => readdir(path.join(running.folder, 'bridge/spool', name)));
    return (await Promise.all(folders)).flat().filter((name) => !name.endsWith('.state'));
  };
  beforeEach(async () => {
    Object.assign(running.gateway, {
      refuseSender: () => undefined,
      refuseRecipient: () => undefined,
      fail: () => undefined,
    });
    await until('what earlier tests sent is handed on', async () => (await spooled()).length === 0);
    running.gateway.posted.length = 0;
    running.gateway.filed.clear();
    open = await converse(running.bridge.smtpPort);
    return () => open.end();
  });
  return {
    hospital: theOne(() => open),
    get gateway() {
      return running.gateway;
    },
    get port() {
      return running.bridge.smtpPort;
    },
    log: () => running.log(),
    mail: (bytes, from = DOCTOR, to = PATIENT) => send(open, bytes, from, to),
    spooled,
  };
}

/** The conversation that goes on now. */
const theOne = (now: () => Conversation): Conversation => ({
  write: (bytes) => now().write(bytes),
  reply: () => now().reply(),
  say: (line) => now().say(line),
  get closed() {
    return now().closed;
  },
  end: () => now().end(),
  secure: () => now().secure(),
});

async function send(hospital: Conversation, bytes: string, from: string, to: string): Promise<string> {
  expect(await hospital.say(`MAIL FROM:<${from}>`)).toMatch(/^250/);
  expect(await hospital.say(`RCPT TO:<${to}>`)).toMatch(/^250/);
  expect(await hospital.say('DATA')).toMatch(/^354/);
  hospital.write(bytes);
  return hospital.reply();
}
