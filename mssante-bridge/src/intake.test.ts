import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DOCTOR, OTHER_PATIENT, PATIENT } from './testing/bridge.ts';
import { converse, letter } from './testing/smtp-client.ts';
import { until } from './testing/until.ts';
import { bridgeWithRelay, type BridgeWithRelay } from './testing/with-relay.ts';

let stop: () => Promise<void>;
let relay: BridgeWithRelay['relay'];
let running: BridgeWithRelay['running'];

beforeEach(async () => {
  ({ relay, running, stop } = await bridgeWithRelay());
});
afterEach(() => stop());

async function send(wire: string, to = [PATIENT], from = DOCTOR): Promise<string> {
  const hospital = await converse(running.bridge.smtpPort);
  await hospital.say(`MAIL FROM:<${from}>`);
  for (const one of to) await hospital.say(`RCPT TO:<${one}>`);
  await hospital.say('DATA');
  hospital.write(wire);
  const said = await hospital.reply();
  hospital.end();
  expect(said).toMatch(/^250/);
  return said.split(' ').at(-1) ?? '';
}

const inFolder = (name: string): string[] => readdirSync(path.join(running.folder, 'bridge/spool', name)).sort();
const spoolIsEmpty = (): boolean => inFolder('queue').length + inFolder('segments').length === 0;
const FILE = 'POST /bridge/messages';

async function waiting(): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${running.bridge.healthPort}/health/ready`);
  return ((await answer.json()) as { waiting: number }).waiting;
}

test('with the gateway away, mail waits, through a restart too, and is filed once when it is back', async () => {
  running.gateway.fail = (route) => (route === FILE ? { status: 503, code: 'unavailable' } : undefined);
  const id = await send(letter());
  await until('filing was tried', () => running.gateway.asked.includes(FILE));
  await running.restart();
  expect(await waiting()).toBe(1);
  expect(running.log()).toContain(id);
  running.gateway.fail = () => undefined;
  await until('the letter is filed', () => running.gateway.filed.size === 1);
  await until('the spool is empty', spoolIsEmpty);
  expect(inFolder('failed')).toEqual([]);
  expect(relay.taken).toEqual([]);
});

test('the same letter sent again is the same letter: its digest and recipient say so', async () => {
  await send(letter());
  await send(letter());
  await until('both were handed on', () => running.gateway.posted.length === 2);
  expect(running.gateway.filed.size).toBe(1);
});

test('a letter to two patients is filed for each, and for one alone when the other’s space closed meanwhile', async () => {
  running.gateway.fail = (route, body) =>
    route === FILE && (body as { envelope: { to: string } }).envelope.to === OTHER_PATIENT
      ? { status: 403, code: 'space-closed' }
      : undefined;
  const id = await send(letter(), [PATIENT, OTHER_PATIENT]);
  await until('the doctor is told', () => relay.taken.length === 1);
  expect([...running.gateway.filed.values()].map(({ envelope }) => envelope.to)).toEqual([PATIENT]);
  await until('the letter is put aside', () => inFolder('failed').includes(`${id}.mail`) && spoolIsEmpty());
  const state = readFileSync(path.join(running.folder, 'bridge/spool/failed', `${id}.state`), 'utf8');
  expect(JSON.parse(state)).toMatchObject({
    recipients: { [PATIENT]: 'filed', [OTHER_PATIENT]: { code: 'space-closed', status: '5.2.1' } },
    told: true,
  });
});

test('who is told of a refusal is told by RFC 3464: of whom, why, and of which message, with none of its text', async () => {
  running.gateway.fail = (route) => (route === FILE ? { status: 422, code: 'attachment-refused' } : undefined);
  await send(letter({ 'Message-ID': '<refused@hopital.test>', 'X-Note': 'é' }, 'le diagnostic'));
  await until('the doctor is told', () => relay.taken.length === 1);
  const [notice] = relay.taken;
  expect(notice).toMatchObject({ from: '', to: [DOCTOR] });
  expect(notice?.raw).toMatch(/Content-Type: multipart\/report; report-type=delivery-status/);
  expect(notice?.mail.subject).toBe('Undelivered Mail Returned to Sender');
  const part = (type: string): string =>
    notice?.mail.attachments.find(({ contentType }) => contentType === type)?.content.toString() ?? '';
  expect(part('message/delivery-status')).toMatch(
    new RegExp(
      `Final-Recipient: rfc822; ${PATIENT}\r?\nAction: failed\r?\nStatus: 5\\.6\\.0\r?\nDiagnostic-Code: .*attachment-refused`,
    ),
  );
  expect(part('text/rfc822-headers')).toContain('Message-ID: <refused@hopital.test>');
  expect(notice?.raw).not.toContain('le diagnostic');
});

test('a refusal that the relay puts off is told later', async () => {
  relay.refuse.rcpt = [451, '4.3.0 Later'];
  running.gateway.fail = (route) => (route === FILE ? { status: 422, code: 'attachment-refused' } : undefined);
  await send(letter());
  await until('telling was tried', () => running.log().includes('notice.not-sent-yet'));
  expect(inFolder('failed')).toEqual([]);
  delete relay.refuse.rcpt;
  await until('the doctor is told', () => relay.taken.length === 1);
  await until('the letter is put aside', () => inFolder('failed').length === 2);
});

test('a letter that cannot be understood is kept, and its sender told', async () => {
  const parts = Array.from({ length: 300 }, () => '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n').join('');
  const id = await send(letter({ 'Content-Type': 'multipart/mixed; boundary=b' }, parts));
  await until('the doctor is told', () => relay.taken.length === 1);
  await until('the letter is put aside', () => inFolder('failed').includes(`${id}.mail`));
  expect(readFileSync(path.join(running.folder, 'bridge/spool/failed', `${id}.mail`), 'utf8')).toContain('--b');
  expect(running.gateway.posted).toEqual([]);
});

test('a letter that the disk has changed is put aside, aloud, and those beside it are filed', async () => {
  running.gateway.fail = (route) => (route === FILE ? { status: 503, code: 'unavailable' } : undefined);
  const damaged = await send(letter({ Subject: 'Premiere' }));
  await send(letter({ Subject: 'Deuxieme' }));
  const segment = path.join(running.folder, 'bridge/spool/segments', inFolder('segments')[0] ?? '');
  writeFileSync(segment, readFileSync(segment, 'latin1').replace('Premiere', 'Derniere'), 'latin1');
  running.gateway.fail = () => undefined;
  await until('the second is filed', () => running.gateway.filed.size === 1);
  await until('the first is put aside', () => inFolder('failed').includes(`${damaged}.mail`));
  await until('the spool is empty', spoolIsEmpty);
  expect(running.gateway.posted.map(({ subject }) => subject)).toEqual(['Deuxieme']);
  expect(running.log()).toMatch(
    new RegExp(`"level":"error","event":"mail.set-aside","id":"${damaged}","codes":"damaged"`),
  );
});

test.each([401, 404, 500])('a gateway that answers %i may be mended: the letter waits', async (status) => {
  running.gateway.fail = (route) => (route === FILE ? { status, code: 'x' } : undefined);
  await send(letter());
  await until('filing was tried', () => running.log().includes('mail.not-filed-yet'));
  expect(inFolder('failed')).toEqual([]);
  running.gateway.fail = () => undefined;
  await until('the letter is filed', () => running.gateway.filed.size === 1);
});

describe('notices about what patients wrote', () => {
  const report = (type: string, fields: string, returned: string): string =>
    letter(
      { From: 'mailer-daemon@hopital.test', 'Content-Type': `multipart/report; report-type=${type}; boundary="b"` },
      [
        '--b',
        'Content-Type: text/plain',
        '',
        'Sorry',
        '--b',
        `Content-Type: message/${type}`,
        '',
        fields,
        '--b',
        returned,
        '--b--',
      ].join('\r\n'),
    );
  const returned = 'Content-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID: <reply-1@patient.mssante.test>';
  const perMessage = 'Reporting-MTA: dns; mx.hopital.test\r\n\r\nFinal-Recipient: rfc822; dr@hopital.test\r\n';

  test.each([
    [
      'failed',
      'Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 No such user',
      '5.1.1 smtp; 550 No such user',
    ],
    ['delayed', 'Action: delayed\r\nStatus: 4.4.1', '4.4.1'],
    ['delivered', 'Action: relayed\r\nStatus: 2.0.0', '2.0.0'],
  ])('a delivery notice says %s', async (result, fields, detail) => {
    running.gateway.knownMessageIds.add('<reply-1@patient.mssante.test>');
    await send(report('delivery-status', perMessage + fields, returned), [PATIENT], '');
    await until('the gateway is told', () => running.gateway.bounces.length === 1);
    expect(running.gateway.bounces[0]).toEqual({ originalMessageId: '<reply-1@patient.mssante.test>', result, detail });
    await until('the spool is empty', spoolIsEmpty);
    expect(running.gateway.posted).toEqual([]);
  });

  test('a reading notice says that it was delivered', async () => {
    running.gateway.knownMessageIds.add('<reply-1@patient.mssante.test>');
    const fields =
      'Original-Message-ID: <reply-1@patient.mssante.test>\r\nDisposition: manual-action/MDN-sent-manually; displayed';
    await send(report('disposition-notification', fields, 'Content-Type: text/plain\r\n\r\nx'), [PATIENT], '');
    await until('the gateway is told', () => running.gateway.bounces.length === 1);
    expect(running.gateway.bounces[0]).toMatchObject({
      result: 'delivered',
      detail: expect.stringContaining('displayed') as string,
    });
  });

  test('a notice about nothing of ours is put aside, and nobody is told: notices do not loop', async () => {
    await send(report('delivery-status', `${perMessage}Action: failed\r\nStatus: 5.0.0`, returned), [PATIENT], '');
    await until('it is put aside', () => inFolder('failed').length === 2);
    expect(relay.taken).toEqual([]);
  });
});
