import { describe, expect, test } from 'vitest';
import { DOCTOR, PATIENT } from '../testing/bridge.ts';
import { letter } from '../testing/smtp-client.ts';
import { until } from '../testing/until.ts';
import { hospitalForEach } from './testing/hospital.ts';

const house = hospitalForEach();
const { hospital, mail, spooled } = house;

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

test('a whole conversation in one chunk is answered step by step, and each message is taken', async () => {
  const one = (number: number): string =>
    `MAIL FROM:<${DOCTOR}>\r\nRCPT TO:<${PATIENT}>\r\nDATA\r\n${letter({ 'Message-ID': `<${number}@pipe.test>` })}`;
  hospital.write(`${one(1)}${one(2)}${one(3)}QUIT\r\n`);
  const said: string[] = [];
  for (let count = 0; count < 13; count += 1) said.push((await hospital.reply()).slice(0, 3));
  expect(said).toEqual([...Array.from({ length: 3 }, () => ['250', '250', '354', '250']).flat(), '221']);
  await until('three letters are filed', () => house.gateway.filed.size === 3);
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

test('logs say what happened, and never to whom by number', async () => {
  expect(await mail(letter())).toMatch(/^250/);
  house.gateway.refuseRecipient = () => 'unknown-patient';
  await hospital.say(`MAIL FROM:<${DOCTOR}>`);
  expect(await hospital.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^550/);
  expect(house.log()).toContain('mail.received');
  expect(house.log()).not.toContain(PATIENT.slice(0, 13));
  expect(house.log()).not.toContain('Bonjour');
});
