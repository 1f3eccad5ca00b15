import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RecipientRefusal } from '@passerelle/gateway/client';
import { DOCTOR, OTHER_PATIENT, PATIENT, testBridge, type TestBridge } from '../testing/bridge.ts';
import { DOMAIN } from '../testing/gateway.ts';
import { converse, letter, type Conversation } from '../testing/smtp-client.ts';
import { until } from '../testing/until.ts';
import { refusals } from './replies.ts';

let running: TestBridge;
let hospital: Conversation;
const port = (): number => running.bridge.smtpPort;

beforeAll(async () => {
  running = await testBridge();
});
afterAll(() => running[Symbol.asyncDispose]());
beforeEach(async () => {
  Object.assign(running.gateway, {
    refuseSender: () => undefined,
    refuseRecipient: () => undefined,
    fail: () => undefined,
  });
  await until('what earlier tests sent is handed on', async () => (await spooled()).length === 0);
  running.gateway.posted.length = 0;
  running.gateway.filed.clear();
  hospital = await converse(port());
  return () => hospital.end();
});

/** Goes as far as the end of the message, and answers with the reply to it. */
async function mail(bytes: string, from = DOCTOR, to = PATIENT): Promise<string> {
  expect(await hospital.say(`MAIL FROM:<${from}>`)).toMatch(/^250/);
  expect(await hospital.say(`RCPT TO:<${to}>`)).toMatch(/^250/);
  expect(await hospital.say('DATA')).toMatch(/^354/);
  hospital.write(bytes);
  return hospital.reply();
}

const spooled = async (): Promise<string[]> => {
  const folders = ['queue', 'segments'].map((name) => readdir(path.join(running.folder, 'bridge/spool', name)));
  return (await Promise.all(folders)).flat().filter((name) => !name.endsWith('.state'));
};

describe('what the gateway refuses is refused before any byte of the message', () => {
  const expected: Record<RecipientRefusal, string> = {
    'sender-not-allowed': '550 5.7.1',
    'foreign-domain': '550 5.7.1',
    'unknown-patient': '550 5.1.1',
    'space-closed': '550 5.2.1',
    'sender-blocked': '550 5.7.1',
  };
  test.each(Object.keys(refusals) as RecipientRefusal[])('%s', async (refusal) => {
    running.gateway.refuseRecipient = () => refusal;
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^250/);
    expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toContain(expected[refusal]);
    expect(await hospital.say('DATA')).toMatch(/^503/);
  });

  test('a sender from a domain that is not allowed hears it at MAIL', async () => {
    running.gateway.refuseSender = (from) => (from.endsWith('@spam.test') ? 'sender-not-allowed' : undefined);
    expect(await hospital.say('MAIL FROM:<x@spam.test>')).toMatch(/^550 5\.7\.1 Sender refused/);
    expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^503/);
  });

  test('a hospital that is struck off is refused in the connection that it has open, before the next message’s bytes', async () => {
    expect(await mail(letter({ 'Message-ID': '<before@hopital.test>' }))).toMatch(/^250/);
    running.gateway.refuseSender = () => 'sender-not-allowed';
    running.gateway.refuseRecipient = () => 'sender-not-allowed';
    await hospital.say(`MAIL FROM:<${DOCTOR}>`);
    expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^550 5\.7\.1 Sender refused/);
    expect(await hospital.say('DATA')).toMatch(/^503/);
    await hospital.say('RSET');
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^550 5\.7\.1/);
  });

  test('a block is in force at the very next recipient', async () => {
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^250/);
    expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^250/);
    running.gateway.refuseRecipient = () => 'sender-blocked';
    expect(await hospital.say(`RCPT TO:<${OTHER_PATIENT}>`)).toMatch(/^550 5\.7\.1/);
  });
});

test('recipients of many sessions are asked about together, and each hears what is for it', async () => {
  running.gateway.refuseRecipient = (from, to) =>
    to === OTHER_PATIENT ? 'space-closed' : from.startsWith('0') ? 'sender-blocked' : undefined;
  const sessions = await Promise.all(Array.from({ length: 12 }, () => converse(port())));
  await Promise.all(sessions.map((session, index) => session.say(`MAIL FROM:<${index}@hopital.test>`)));
  const before = running.gateway.asked.length;
  const said = await Promise.all(
    sessions.map((session, index) => session.say(`RCPT TO:<${index % 3 ? PATIENT : OTHER_PATIENT}>`)),
  );
  expect(said.map((reply) => reply.slice(0, 9))).toEqual(
    sessions.map((_, index) => (index % 3 ? '250 Accep' : '550 5.2.1')),
  );
  expect(running.gateway.asked.length - before).toBeLessThan(sessions.length);
  for (const session of sessions) session.end();
});

test('a recipient whom the gateway cannot decide on keeps nobody beside it waiting', async () => {
  running.gateway.fail = (_, body) =>
    JSON.stringify(body).includes(OTHER_PATIENT) ? { status: 500, code: 'internal' } : undefined;
  const sessions = await Promise.all(Array.from({ length: 6 }, () => converse(port())));
  await Promise.all(sessions.map((session) => session.say(`MAIL FROM:<${DOCTOR}>`)));
  const said = await Promise.all(
    sessions.map((session, index) => session.say(`RCPT TO:<${index ? PATIENT : OTHER_PATIENT}>`)),
  );
  expect(said.map((reply) => reply.slice(0, 3))).toEqual(['451', ...sessions.slice(1).map(() => '250')]);
  for (const session of sessions) session.end();
});

describe('what cannot be decided now is never refused for good', () => {
  test.each([500, 503, 401, 403, 404, 400])('the gateway answers %i', async (status) => {
    running.gateway.fail = (route) => (route === 'POST /bridge/recipients' ? { status, code: 'x' } : undefined);
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^250/);
    expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^451 4\.3\.0/);
    running.gateway.fail = () => ({ status, code: 'x' });
    await hospital.say('RSET');
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^451 4\.3\.0/);
    await hospital.say('RSET');
    expect(await hospital.say('MAIL FROM:<other@hopital.test>')).toMatch(/^451 4\.3\.0/);
  });
});

describe('a message that another server could read otherwise is refused', () => {
  const plain = letter();
  test.each([
    ['a bare LF in the header', plain.replace('\r\nSubject', '\nSubject')],
    ['a bare LF in the body', letter({}, 'a\nb')],
    ['a bare CR in the body', letter({}, 'a\rb')],
    ['a bare LF as its first byte', `\n${plain}`],
    ['a CR, then a CRLF', letter({}, 'a\r\r\nb')],
    ['a smuggled end of message', letter({}, 'a\n.\nMAIL FROM:<x@hopital.test>\nb')],
    ['another smuggled end', letter({}, 'a\n.\r\nb')],
    ['and another', letter({}, 'a\r\n.\rb')],
  ])('%s', async (_, bytes) => {
    expect(await mail(bytes)).toMatch(/^550 5\.5\.2/);
    // Nothing after it is believed.
    expect(await hospital.say('NOOP')).toMatch(/^550 5\.5\.2/);
    await hospital.closed;
    expect(await spooled()).toEqual([]);
  });

  test('a bare LF after a command', async () => {
    hospital.write(`MAIL FROM:<${DOCTOR}>\n`);
    expect(await hospital.reply()).toMatch(/^550 5\.5\.2/);
    await hospital.closed;
  });

  test('line ends cut by the network are line ends', async () => {
    await hospital.say(`MAIL FROM:<${DOCTOR}>`);
    await hospital.say(`RCPT TO:<${PATIENT}>`);
    await hospital.say('DATA');
    for (const byte of letter({ 'Message-ID': '<cut@hopital.test>' }, '..point')) {
      hospital.write(byte);
      await new Promise(setImmediate);
    }
    expect(await hospital.reply()).toMatch(/^250 2\.0\.0/);
    await until('the letter is filed', () => running.gateway.posted.length === 1);
    expect(running.gateway.posted[0]?.text).toBe('.point');
  });

  test.each([
    ['two From headers', letter().replace('Subject:', 'From: Autre <autre@hopital.test>\r\nSubject:'), '5.6.0'],
    ['two From headers, one with a space before its colon', `FROM : a@b.test\r\n${letter()}`, '5.6.0'],
    ['no From header', letter().replace(/^From: .*\r\n/, ''), '5.6.0'],
    ['a From only in the body', `\r\n${letter()}`, '5.6.0'],
    ['two subjects', `Subject: autre\r\n${letter()}`, '5.6.0'],
    ['a header without end', `X-Long: ${'a'.repeat(300_000)}\r\n${letter()}`, '5.3.4'],
    ['a loop', 'Received: from a by b\r\n'.repeat(51) + letter(), '5.4.6'],
  ])('%s', async (_, bytes, status) => {
    expect(await mail(bytes)).toMatch(new RegExp(`^55\\d ${status.replaceAll('.', '\\.')}`));
    expect(await spooled()).toEqual([]);
  });
});

describe('sizes and numbers are bounded', () => {
  test('a message that says it is too large is refused before it is sent', async () => {
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}> SIZE=${26 * 1024 * 1024}`)).toMatch(/^552 5\.3\.4/);
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}> SIZE=1000`)).toMatch(/^250/);
  });

  test('a message that does not say so is counted', async () => {
    const line = `${'a'.repeat(1022)}\r\n`;
    expect(await mail(letter({}, line.repeat(25 * 1024 + 1)))).toMatch(/^552 5\.3\.4/);
    expect(await spooled()).toEqual([]);
  });

  test('a message just within the limit is taken, whole', async () => {
    const body = `${'a'.repeat(998)}\r\n`.repeat(25_000);
    expect(await mail(letter({ 'Message-ID': '<large@hopital.test>' }, body))).toMatch(/^250 2\.0\.0/);
    await until('the letter is filed', () => running.gateway.posted.length === 1, 20_000);
    const [whole] = running.gateway.posted[0]?.attachments ?? [];
    expect(Buffer.from(whole?.bytes ?? '', 'base64').toString()).toBe(body.replaceAll('\r\n', '\n').trim());
  });

  test('the fifty-first recipient is for another message', async () => {
    await hospital.say(`MAIL FROM:<${DOCTOR}>`);
    for (let count = 0; count < 50; count += 1)
      expect(await hospital.say(`RCPT TO:<${count}@${DOMAIN}>`)).toMatch(/^250/);
    expect(await hospital.say(`RCPT TO:<50@${DOMAIN}>`)).toMatch(/^452 4\.5\.3/);
  });

  test('a command of ten kilobytes is refused', async () => {
    expect(await hospital.say(`NOOP ${'a'.repeat(10_000)}`)).toMatch(/^500 5\.5\.2/);
  });

  test('who is refused over and over is cut off', async () => {
    running.gateway.refuseRecipient = () => 'unknown-patient';
    await hospital.say(`MAIL FROM:<${DOCTOR}>`);
    const said: string[] = [];
    for (let count = 0; count < 21; count += 1) said.push(await hospital.say(`RCPT TO:<${count}@${DOMAIN}>`));
    expect(said.slice(0, 20).every((reply) => reply.startsWith('550 5.1.1'))).toBe(true);
    expect(said[20]).toMatch(/^421 4\.7\.0/);
    await hospital.closed;
  });
});

describe('nothing is offered that nobody needs', () => {
  test.each(['VRFY root', 'EXPN all', 'HELP', 'AUTH PLAIN AGEAYg==', 'XCLIENT ADDR=1.2.3.4', 'ETRN x'])(
    '%s',
    async (line) => {
      expect(await hospital.say(line)).toMatch(/^502 5\.5\.1/);
    },
  );
  test.each(['WIZ a', 'SHELL', 'KILL x'])('%s', async (line) => {
    expect(await hospital.say(line)).toMatch(/^500/);
  });
  test('a source route', async () => {
    expect(await hospital.say(`MAIL FROM:<@a.test:${DOCTOR}>`)).toMatch(/^501 5\.1\.3/);
    await hospital.say(`MAIL FROM:<${DOCTOR}>`);
    expect(await hospital.say(`RCPT TO:<@a.test,@b.test:${PATIENT}>`)).toMatch(/^501 5\.1\.3/);
  });
  test('EHLO tells of STARTTLS and the size, and of no AUTH', async () => {
    const features = await hospital.say('EHLO again.test');
    expect(features).toContain('STARTTLS');
    expect(features).toContain(`SIZE ${25 * 1024 * 1024}`);
    expect(features).not.toContain('AUTH');
  });
});

describe('the null sender is for notices', () => {
  test('a letter from nobody is refused', async () => {
    expect(await mail(letter(), '')).toMatch(/^550 5\.7\.1/);
  });
  test('a notice from nobody to another domain is refused', async () => {
    await hospital.say('MAIL FROM:<>');
    expect(await hospital.say('RCPT TO:<x@elsewhere.test>')).toMatch(/^550 5\.7\.1 Relaying denied/);
  });
});

test('a whole conversation in one chunk is answered step by step, and each message is taken', async () => {
  const one = (number: number): string =>
    `MAIL FROM:<${DOCTOR}>\r\nRCPT TO:<${PATIENT}>\r\nDATA\r\n${letter({ 'Message-ID': `<${number}@pipe.test>` })}`;
  hospital.write(`${one(1)}${one(2)}${one(3)}QUIT\r\n`);
  const said: string[] = [];
  for (let count = 0; count < 13; count += 1) said.push((await hospital.reply()).slice(0, 3));
  expect(said).toEqual([...Array.from({ length: 3 }, () => ['250', '250', '354', '250']).flat(), '221']);
  await until('three letters are filed', () => running.gateway.filed.size === 3);
});

test('a client that leaves in the middle of a message leaves nothing behind', async () => {
  await hospital.say(`MAIL FROM:<${DOCTOR}>`);
  await hospital.say(`RCPT TO:<${PATIENT}>`);
  await hospital.say('DATA');
  hospital.write(letter({}, 'a'.repeat(600_000)).slice(0, 500_000));
  await until('the large message has a file', async () => (await spooled()).length === 1);
  hospital.end();
  await until('the file is gone', async () => (await spooled()).length === 0);
});

test('logs say what happened, and never to whom by number', () => {
  expect(running.log()).toContain('mail.received');
  expect(running.log()).not.toContain(PATIENT.slice(0, 13));
  expect(running.log()).not.toContain('Bonjour');
});
