import path from 'node:path';
import { expect, test } from 'vitest';
import { inWornProcess } from '../../../gateway/testing/worn-process.ts';
import { letter } from '../testing/smtp-client.ts';
import { Unreadable } from './content.ts';
import { readMail } from './read-mail.ts';

const megabyte = 1024 * 1024;

/** What a bridge that has run for long reads in a mail: its header as given, its body an expression of JavaScript. */
const read = (header: string, body: string): Promise<unknown> =>
  inWornProcess(
    path.join(import.meta.dirname, 'read-mail.ts'),
    `async ({ readMail }) => {
      const head = 'From: Dr Martin <dr@hopital.test>\\r\\n' + ${JSON.stringify(header)} + '\\r\\n\\r\\n';
      const content = await readMail(Buffer.from(head + ${body}, 'latin1'));
      const { text, attachments } = content.message ?? {};
      return text === undefined ? content : { text: text.slice(0, 100), files: attachments.map(({ bytes }) => bytes.length) };
    }`,
  );

const report = (lines: string): string =>
  `'--b\\r\\nContent-Type: message/delivery-status\\r\\n\\r\\nOriginal-Message-ID: <a@passerelle.test>\\r\\n\\r\\nAction: failed\\r\\nStatus: 5.1.1\\r\\n' + ${lines} + '\\r\\n--b--'`;
const REPORT = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b';
const notice = { originalMessageId: '<a@passerelle.test>', result: 'failed' };

test('a page of HTML with megabytes of white space is read by a bridge that has run for long', async () => {
  const white = `' '.repeat(${5 * megabyte}) + '\\t\\r\\n'.repeat(${2 * megabyte}) + '<p>'.repeat(${4.5 * megabyte})`;
  expect(await read('Content-Type: text/html', `'Avant' + ${white} + 'puis'`)).toEqual({
    text: 'Avant\n\npuis',
    files: [],
  });
});

test('so is a text of megabytes of white space, with its attachment', async () => {
  const body = `'a' + ' '.repeat(${8 * megabyte}) + 'b\\r\\n--b\\r\\nContent-Type: a/b\\r\\nContent-Transfer-Encoding: base64\\r\\n\\r\\n'`;
  const file = `Buffer.alloc(${6 * megabyte}, 'passerelle').toString('base64')`;
  expect(
    await read('Content-Type: multipart/mixed; boundary=b', `'--b\\r\\n\\r\\n' + ${body} + ${file} + '\\r\\n--b--'`),
  ).toMatchObject({ files: [expect.any(Number), 8 * megabyte] });
});

test.each([
  ['white space before a line', `' '.repeat(${8 * megabyte}) + 'x'`],
  ['empty lines', `'\\r\\n'.repeat(${8 * megabyte}) + 'x'`],
  ['a remark of white space', `'Diagnostic-Code: a' + ' '.repeat(${8 * megabyte}) + 'x'`],
])('so is a notice with megabytes of %s', async (_, lines) => {
  expect(await read(REPORT, report(lines))).toMatchObject({ notice });
});

test.each([
  ['one line', 'a'.concat(' '.repeat(100_000), 'b')],
  ['many lines', 'a'.concat(' '.repeat(950), 'b\r\n').repeat(10_000)],
])('white space in %s that takes a minute to be decoded is refused at once', async (_, text) => {
  const wire = letter({ 'Content-Transfer-Encoding': 'Quoted-Printable' }, text);
  const begun = performance.now();
  await expect(readMail(Buffer.from(wire, 'latin1'))).rejects.toThrow(new Unreadable('malformed'));
  expect(performance.now() - begun).toBeLessThan(2000);
});

test('an indented text of megabytes, in the lines that mail is written in, is no such thing', async () => {
  const text = `${' '.repeat(40)}Compte rendu\r\n`.repeat(2 * 10_000);
  const wire = letter({ 'Content-Transfer-Encoding': 'quoted-printable' }, text);
  expect(await readMail(Buffer.from(wire, 'latin1'))).toHaveProperty('message');
});
