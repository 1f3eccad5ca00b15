import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutgoingMail } from '@passerelle/gateway/client';
import { DOCTOR, PATIENT } from '../testing/bridge.ts';
import { until } from '../testing/until.ts';
import { bridgeWithRelay, type BridgeWithRelay } from '../testing/with-relay.ts';

let stop: () => Promise<void>;
let relay: BridgeWithRelay['relay'];
let running: BridgeWithRelay['running'];

beforeEach(async () => {
  ({ relay, running, stop } = await bridgeWithRelay());
});
afterEach(() => stop());

const reply = (overrides: Partial<OutgoingMail> = {}): OutgoingMail => ({
  id: 'm1',
  attempt: 1,
  leaseEndsAt: new Date(Date.now() + 60_000).toISOString(),
  from: { name: 'Léa Dupont', address: PATIENT },
  to: DOCTOR,
  messageId: '<reply-1@patient.mssante.test>',
  inReplyTo: '<lettre@hopital.test>',
  references: ['<debut@hopital.test>', '<lettre@hopital.test>'],
  subject: 'Re: Lettre de liaison – où est l’ordonnance ?',
  text: 'Bonjour Docteur,\n\nje ne trouve pas l’ordonnance.\n.\nLéa',
  date: '2026-03-04T05:06:07.000Z',
  attachments: [
    { name: 'température.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF').toString('base64') },
  ],
  ...overrides,
});

test('a patient’s reply leaves in its thread, as she wrote it, and the gateway hears the relay’s words', async () => {
  running.gateway.outbox.push(reply());
  await until('the outcome is told', () => running.gateway.outcomes.length === 1);
  const [sent] = relay.taken;
  expect(sent).toMatchObject({ from: PATIENT, to: [DOCTOR] });
  expect(sent?.mail).toMatchObject({
    messageId: '<reply-1@patient.mssante.test>',
    inReplyTo: '<lettre@hopital.test>',
    references: ['<debut@hopital.test>', '<lettre@hopital.test>'],
    subject: 'Re: Lettre de liaison – où est l’ordonnance ?',
    date: new Date('2026-03-04T05:06:07.000Z'),
  });
  expect(sent?.mail.from?.value).toEqual([{ name: 'Léa Dupont', address: PATIENT }]);
  expect(sent?.mail.text?.trim()).toBe('Bonjour Docteur,\n\nje ne trouve pas l’ordonnance.\n.\nLéa');
  expect(sent?.raw).toMatch(/Content-Type: text\/plain; charset=utf-8/);
  const [attached] = sent?.mail.attachments ?? [];
  expect(attached).toMatchObject({ filename: 'température.pdf', contentType: 'application/pdf' });
  expect(attached?.content.toString()).toBe('%PDF');
  expect(running.gateway.outcomes).toEqual([
    {
      id: 'm1',
      attempt: 1,
      result: 'relayed',
      code: 250,
      detail: expect.stringContaining('queued as ABC123') as string,
    },
  ]);
  expect(running.gateway.violations).toEqual([]);
});

test.each([
  ['the doctor’s box is unknown', { rcpt: [550, '5.1.1 No such user'] }, 'failed', 550],
  ['the doctor’s box is full for now', { rcpt: [452, '4.2.2 Over quota'] }, 'deferred', 452],
  ['the message is refused for good', { data: [554, '5.7.1 Refused'] }, 'failed', 554],
  ['the relay is tired', { data: [451, '4.3.0 Later'] }, 'deferred', 451],
  ['the relay turns us away, whatever the message', { connect: [554, '5.7.1 Go away'] }, 'deferred', 554],
] as const)('%s', async (_, refuse, result, code) => {
  Object.assign(relay.refuse, refuse);
  running.gateway.outbox.push(reply());
  await until('the outcome is told', () => running.gateway.outcomes.length === 1);
  expect(running.gateway.outcomes[0]).toMatchObject({ id: 'm1', attempt: 1, result, code });
  expect(running.gateway.outcomes[0]?.detail).toContain(Object.values(refuse)[0]?.[1]);
});

test('a relay that is not there defers', async () => {
  await relay.stop();
  running.gateway.outbox.push(reply());
  await until('the outcome is told', () => running.gateway.outcomes.length === 1);
  expect(running.gateway.outcomes[0]).toMatchObject({ result: 'deferred' });
});

test('a subject and a name cannot add headers', async () => {
  const from = { name: 'Léa\r\nBcc: x@y.test', address: PATIENT };
  running.gateway.outbox.push(reply({ subject: 'a\r\nBcc: x@y.test\r\n\r\nbody', from }));
  await until('the outcome is told', () => running.gateway.outcomes.length === 1);
  expect(relay.taken[0]?.to).toEqual([DOCTOR]);
  expect(relay.taken[0]?.raw).not.toMatch(/^Bcc:/m);
});

test('an attachment’s name reads no file of this machine', async () => {
  const attachments = [
    { name: '/etc/hostname', contentType: 'text/plain', bytes: Buffer.from('mine').toString('base64') },
  ];
  running.gateway.outbox.push(reply({ attachments }));
  await until('the outcome is told', () => running.gateway.outcomes.length === 1);
  expect(relay.taken[0]?.mail.attachments[0]?.content.toString()).toBe('mine');
});

test('what left while the gateway was away is told when it is back, and nothing leaves twice', async () => {
  const told = 'POST /bridge/outbox/:id/outcome';
  running.gateway.fail = (route) => (route === told ? { status: 503, code: 'unavailable' } : undefined);
  running.gateway.outbox.push(reply());
  await until('the reply has left', () => relay.taken.length === 1);
  await running.restart();
  const claims = (): number => running.gateway.asked.filter((route) => route === 'POST /bridge/outbox/claims').length;
  const before = claims();
  running.gateway.fail = () => undefined;
  await until('the outcome is told', () => running.gateway.outcomes.length === 1);
  await until('mail is claimed again', () => claims() > before);
  expect(relay.taken).toHaveLength(1);
});

test('an outcome that nobody wants any more is let go', async () => {
  const told = 'POST /bridge/outbox/:id/outcome';
  running.gateway.fail = (route) => (route === told ? { status: 409, code: 'conflict' } : undefined);
  running.gateway.outbox.push(reply(), reply({ id: 'm2', messageId: '<reply-2@patient.mssante.test>' }));
  await until('both have left', () => relay.taken.length === 2);
  running.gateway.fail = () => undefined;
  running.gateway.outbox.push(reply({ id: 'm3', messageId: '<reply-3@patient.mssante.test>' }));
  await until('the third is told', () => running.gateway.outcomes.some(({ id }) => id === 'm3'));
});

test('a file that is no outcome stops nothing for good, and says so', async () => {
  const folder = path.join(running.folder, 'bridge/outcomes');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, '0.json'), '{');
  await until('it is said', () => running.log().includes('outbox.outcome-unreadable'));
  running.gateway.outbox.push(reply());
  await until('the reply has left', () => relay.taken.length === 1);
});
