import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { expect, test } from 'vitest';
import { letter } from '../testing/smtp-client.ts';
import type { MessageContent } from './content.ts';
import { Unreadable } from './content.ts';
import { readMail } from './read-mail.ts';

async function message(wire: string | Buffer): Promise<MessageContent> {
  const content = await readMail(Buffer.isBuffer(wire) ? wire : Buffer.from(wire.replace(/\.\r\n$/, ''), 'latin1'));
  if (!('message' in content)) throw new Error('a notice');
  return content.message;
}

const mixed = (...parts: string[]): string => `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--`;
const MIXED = { 'Content-Type': 'multipart/mixed; boundary=b' };
const ALTERNATIVE = { 'Content-Type': 'multipart/alternative; boundary=b' };
const HTML = 'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Bonjour <b>Madame</b></p><script>alert(1)</script>';
const TEXT =
  'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nd=E9j=E0';

test('the plain text is read in its own charset', async () => {
  expect((await message(letter(MIXED, mixed(TEXT)))).text).toBe('déjà');
});
test('of two forms of the same text the plain one is read', async () => {
  expect((await message(letter(ALTERNATIVE, mixed(TEXT, HTML)))).text).toBe('déjà');
});
test('a text that is only HTML is read without its markup', async () => {
  expect((await message(letter(ALTERNATIVE, mixed(HTML)))).text).toBe('Bonjour Madame');
});
test('HTML that follows a plain text is not lost', async () => {
  expect((await message(letter(MIXED, mixed(TEXT, HTML)))).text).toBe('déjà\n\nBonjour Madame');
});

test.each([
  [{ 'X-MSS-MES': 'FIN' }, true],
  [{ 'X-MSS-MES': ' fin ' }, true],
  [{ Subject: '[FIN] Merci' }, true],
  [{ Subject: '=?utf-8?B?W0ZJTl0gw6AgYmllbnTDtHQ=?=' }, true],
  [{ Subject: 'Re: [FIN] Merci' }, false],
  [{ 'X-MSS-MES': 'FINI' }, false],
  [{}, false],
])('%j ends the exchange: %s', async (fields, ends) => {
  expect((await message(letter(fields))).ends).toBe(ends);
});

test('where to answer, what it answers, and when it was written are read', async () => {
  const read = await message(
    letter({
      'Reply-To': 'Secrétariat <bal@hopital.test>',
      'In-Reply-To': '<r@patient.test>',
      References: '<a@x.test>\r\n <b@x.test>',
      Date: 'Tue, 03 Feb 2026 10:00:00 +0100',
    }),
  );
  expect(read).toMatchObject({
    replyTo: 'bal@hopital.test',
    messageId: '<1@hopital.test>',
    inReplyTo: '<r@patient.test>',
    references: ['<a@x.test>', '<b@x.test>'],
    sentAt: '2026-02-03T09:00:00.000Z',
  });
});

test.each(['', 'yesterday', 'Mon, 01 Jan 99999 00:00:00 +0000', 'Thu, 01 Jan 1900 00:00:00 +0000'])(
  'a date like %j is no date',
  async (date) => {
    expect((await message(letter({ Date: date }))).sentAt).toBeUndefined();
  },
);

test.each([
  ['filename="../../etc/passwd"', 'passwd'],
  ['filename="C:\\\\dossier\\\\lettre.pdf"', 'lettre.pdf'],
  ["filename*=utf-8''compte%20rendu%20n%C2%B01.pdf", 'compte rendu n°1.pdf'],
  ['filename="a\u0007b.pdf"', 'ab.pdf'],
  [`filename="${'x'.repeat(600)}.pdf"`, `${'x'.repeat(251)}.pdf`],
  ['', 'piece-jointe-1'],
])('an attachment with %s is named %s', async (disposition, name) => {
  const part = `Content-Type: application/pdf\r\nContent-Disposition: attachment; ${disposition}\r\n\r\n%PDF`;
  expect((await message(letter(MIXED, mixed(part)))).attachments[0]?.name).toBe(name);
});

test('a message inside the message stays an attachment', async () => {
  const inner = 'Content-Type: message/rfc822\r\n\r\nFrom: x@y.test\r\nSubject: inner\r\n\r\ninner text';
  const read = await message(letter(MIXED, mixed(TEXT, inner)));
  expect(read.text).toBe('déjà');
  expect(read.attachments[0]?.contentType).toBe('message/rfc822');
});

test('a text beyond the limit is whole beside its beginning', async () => {
  const read = await message(letter({}, 'é'.repeat(3).concat('a'.repeat(1_200_000))));
  expect(read.text.length).toBe(1_000_000);
  expect(Buffer.from(read.attachments[0]?.bytes ?? '', 'base64').toString()).toHaveLength(1_200_003 + 0);
});

const nested = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`,
  ).join('');

test.each([
  ['a megabyte of nested <div>', letter({ 'Content-Type': 'text/html' }, '<div>'.repeat(200_000)), undefined],
  ['a megabyte of <', letter({ 'Content-Type': 'text/html' }, '<'.repeat(1_000_000)), undefined],
  ['a megabyte of <!--', letter({ 'Content-Type': 'text/html' }, '<!--'.repeat(250_000)), undefined],
  ['a megabyte of <script>', letter({ 'Content-Type': 'text/html' }, '<script></script'.repeat(60_000)), undefined],
  ['a megabyte of &amp', letter({ 'Content-Type': 'text/html' }, '&#x26'.repeat(200_000)), undefined],
  ['spaces and tabs', letter({ 'Content-Type': 'text/html' }, `${' \t'.repeat(500_000)}x`), undefined],
  ['a thousand parts', letter(MIXED, mixed(...Array.from({ length: 1000 }, () => 'X: y\r\n\r\nx'))), 'too-many-parts'],
  ['parts inside parts', letter({ 'Content-Type': 'multipart/mixed; boundary=b0' }, nested(1000)), 'too-many-parts'],
  ['a header part of a megabyte', letter(MIXED, mixed(`X: ${'a'.repeat(1_000_000)}\r\n\r\nx`)), 'too-many-parts'],
  [
    '150 attachments',
    letter(MIXED, mixed(...Array.from({ length: 150 }, () => 'Content-Type: a/b\r\n\r\nx'))),
    'too-many-attachments',
  ],
  ['a sender without address', letter({ From: 'Dr Martin' }), 'no-sender'],
  ['a long list of recipients', letter({ To: `${'a@b.test, '.repeat(20_000)}x@y.test` }), undefined],
  ['a To of commas and quotes', letter({ To: '",<(:;'.repeat(40_000) }), undefined],
  ['base64 that is none', letter({ 'Content-Transfer-Encoding': 'base64' }, '\u0000=?'.repeat(1000)), undefined],
  ['a charset that is none', letter({ 'Content-Type': 'text/plain; charset=klingon' }, 'x'), undefined],
])('hostile: %s is dealt with in seconds', async (_, wire, code) => {
  const begun = performance.now();
  const read = await message(wire).catch((error: unknown) => error);
  expect(performance.now() - begun).toBeLessThan(8000);
  if (code) expect(read).toMatchObject({ code });
  else expect(read).not.toBeInstanceOf(Error);
});

test('whatever bytes come, the answer is a message within the contract, a notice, or a reason', async () => {
  const fragment = fc.oneof(
    fc.constantFrom(
      'From: a@b.test\r\n',
      'Content-Type: multipart/mixed; boundary=b\r\n',
      'Content-Type: message/rfc822\r\n',
    ),
    fc.constantFrom(
      '\r\n\r\n',
      '--b\r\n',
      '--b--\r\n',
      'Content-Transfer-Encoding: base64\r\n',
      '=?utf-8?Q?=00?=',
      '\u0000',
    ),
    fc.constantFrom(
      'Content-Type: text/html; charset=utf-7\r\n',
      'Content-Type: multipart/report; report-type=delivery-status\r\n',
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fragment, { maxLength: 30 }), async (fragments) => {
      const read = await readMail(Buffer.from(`From: x@y.test\r\n${fragments.join('')}`)).catch(
        (error: unknown) => error,
      );
      if (read instanceof Error) expect(read).toBeInstanceOf(Unreadable);
      else expect(JSON.stringify(read)).not.toMatch(/\\u0000|\\ud[89a-f]/);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('what a mail program writes is read as it was meant', async () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => /^[^\p{C}\p{Z}]+$/u.test(text));
  await fc.assert(
    fc.asyncProperty(line, line, fc.uint8Array({ maxLength: 500 }), async (subject, text, bytes) => {
      const wire = await new MailComposer({
        from: { name: 'Dr', address: 'dr@hopital.test' },
        subject,
        text,
        attachments: [{ filename: 'a.bin', content: Buffer.from(bytes), contentType: 'application/x-any' }],
      })
        .compile()
        .build();
      const read = await message(wire);
      expect(read).toMatchObject({ subject, text });
      expect(read.attachments[0]?.bytes).toBe(Buffer.from(bytes).toString('base64'));
    }),
    { numRuns: 100 },
  );
}, 60_000);
