import { describe, expect, test } from 'vitest';
import type { RecipientRefusal } from '@passerelle/gateway/client';
import { DOCTOR, OTHER_PATIENT, PATIENT } from '../testing/bridge.ts';
import { converse, letter } from '../testing/smtp-client.ts';
import { refusals } from './replies.ts';
import { hospitalForEach } from './testing/hospital.ts';

const house = hospitalForEach();
const { hospital, mail } = house;

describe('what the gateway refuses is refused before any byte of the message', () => {
  const expected: Record<RecipientRefusal, string> = {
    'sender-not-allowed': '550 5.7.1',
    'foreign-domain': '550 5.7.1',
    'unknown-patient': '550 5.1.1',
    'space-closed': '550 5.2.1',
    'sender-blocked': '550 5.7.1',
  };
  test.each(Object.keys(refusals) as RecipientRefusal[])('%s', async (refusal) => {
    house.gateway.refuseRecipient = () => refusal;
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^250/);
    expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toContain(expected[refusal]);
    expect(await hospital.say('DATA')).toMatch(/^503/);
  });

  test('a sender from a domain that is not allowed hears it at MAIL', async () => {
    house.gateway.refuseSender = (from) => (from.endsWith('@spam.test') ? 'sender-not-allowed' : undefined);
    expect(await hospital.say('MAIL FROM:<x@spam.test>')).toMatch(/^550 5\.7\.1 Sender refused/);
    expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^503/);
  });

  test('a hospital that is struck off is refused in the connection that it has open, before the next message’s bytes', async () => {
    expect(await mail(letter({ 'Message-ID': '<before@hopital.test>' }))).toMatch(/^250/);
    house.gateway.refuseSender = () => 'sender-not-allowed';
    house.gateway.refuseRecipient = () => 'sender-not-allowed';
    await hospital.say(`MAIL FROM:<${DOCTOR}>`);
    expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^550 5\.7\.1 Sender refused/);
    expect(await hospital.say('DATA')).toMatch(/^503/);
    await hospital.say('RSET');
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^550 5\.7\.1/);
  });

  test('a block is in force at the very next recipient', async () => {
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^250/);
    expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^250/);
    house.gateway.refuseRecipient = () => 'sender-blocked';
    expect(await hospital.say(`RCPT TO:<${OTHER_PATIENT}>`)).toMatch(/^550 5\.7\.1/);
  });
});

test('recipients of many sessions are asked about together, and each hears what is for it', async () => {
  house.gateway.refuseRecipient = (from, to) =>
    to === OTHER_PATIENT ? 'space-closed' : from.startsWith('0') ? 'sender-blocked' : undefined;
  const sessions = await Promise.all(Array.from({ length: 12 }, () => converse(house.port)));
  await Promise.all(sessions.map((session, index) => session.say(`MAIL FROM:<${index}@hopital.test>`)));
  const before = house.gateway.asked.length;
  const said = await Promise.all(
    sessions.map((session, index) => session.say(`RCPT TO:<${index % 3 ? PATIENT : OTHER_PATIENT}>`)),
  );
  expect(said.map((reply) => reply.slice(0, 9))).toEqual(
    sessions.map((_, index) => (index % 3 ? '250 Accep' : '550 5.2.1')),
  );
  expect(house.gateway.asked.length - before).toBeLessThan(sessions.length);
  for (const session of sessions) session.end();
});

test('a recipient whom the gateway cannot decide on keeps nobody beside it waiting', async () => {
  house.gateway.fail = (_, body) =>
    JSON.stringify(body).includes(OTHER_PATIENT) ? { status: 500, code: 'internal' } : undefined;
  const sessions = await Promise.all(Array.from({ length: 6 }, () => converse(house.port)));
  await Promise.all(sessions.map((session) => session.say(`MAIL FROM:<${DOCTOR}>`)));
  const said = await Promise.all(
    sessions.map((session, index) => session.say(`RCPT TO:<${index ? PATIENT : OTHER_PATIENT}>`)),
  );
  expect(said.map((reply) => reply.slice(0, 3))).toEqual(['451', ...sessions.slice(1).map(() => '250')]);
  for (const session of sessions) session.end();
});

describe('what cannot be decided now is never refused for good', () => {
  test.each([500, 503, 401, 403, 404, 400])('the gateway answers %i', async (status) => {
    house.gateway.fail = (route) => (route === 'POST /bridge/recipients' ? { status, code: 'x' } : undefined);
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^250/);
    expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^451 4\.3\.0/);
    house.gateway.fail = () => ({ status, code: 'x' });
    await hospital.say('RSET');
    expect(await hospital.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^451 4\.3\.0/);
    await hospital.say('RSET');
    expect(await hospital.say('MAIL FROM:<other@hopital.test>')).toMatch(/^451 4\.3\.0/);
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
