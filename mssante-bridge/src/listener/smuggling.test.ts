import { describe, expect, test } from 'vitest';
import { DOCTOR, PATIENT } from '../testing/bridge.ts';
import { letter } from '../testing/smtp-client.ts';
import { until } from '../testing/until.ts';
import { hospitalForEach } from './testing/hospital.ts';

const house = hospitalForEach();
const { hospital, mail, spooled } = house;

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
    await until('the letter is filed', () => house.gateway.posted.length === 1);
    expect(house.gateway.posted[0]?.text).toBe('.point');
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
