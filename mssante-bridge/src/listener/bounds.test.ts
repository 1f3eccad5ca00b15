import { describe, expect, test } from 'vitest';
import { DOCTOR } from '../testing/bridge.ts';
import { DOMAIN } from '../testing/gateway.ts';
import { letter } from '../testing/smtp-client.ts';
import { until } from '../testing/until.ts';
import { hospitalForEach } from './testing/hospital.ts';

const house = hospitalForEach();
const { hospital, mail, spooled } = house;

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
    await until('the letter is filed', () => house.gateway.posted.length === 1, 20_000);
    const [whole] = house.gateway.posted[0]?.attachments ?? [];
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
    house.gateway.refuseRecipient = () => 'unknown-patient';
    await hospital.say(`MAIL FROM:<${DOCTOR}>`);
    const said: string[] = [];
    for (let count = 0; count < 21; count += 1) said.push(await hospital.say(`RCPT TO:<${count}@${DOMAIN}>`));
    expect(said.slice(0, 20).every((reply) => reply.startsWith('550 5.1.1'))).toBe(true);
    expect(said[20]).toMatch(/^421 4\.7\.0/);
    await hospital.closed;
  });
});
