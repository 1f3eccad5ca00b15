import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDisk } from './disk.ts';
import type { Envelope } from './record.ts';
import { openSpool, type Spool } from './spool.ts';
import { startWriter, type Writer } from './writer.ts';

const envelope: Envelope = {
  from: 'a@b.test',
  to: ['c@d.test'],
  remote: '192.0.2.1',
  receivedAt: '2026-01-02T03:04:05Z',
};
let folder: string;
let writer: Writer;
let spool: Spool;
const queue = (): string => path.join(folder, 'queue');

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'passerelle-spool-'));
  writer = startWriter();
  spool = openSpool(folder, localDisk, writer);
});
afterEach(async () => {
  await writer.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function keep(chunks: Buffer[], to = envelope.to): Promise<string> {
  const { id, draft } = spool.receive({ ...envelope, to });
  for (const chunk of chunks) await draft.write(chunk);
  await draft.keep();
  return id;
}

test('what is kept is read again, byte for byte, whatever it is and however it came', async () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(chunks, async (parts) => {
      const id = await keep(parts.map((part) => Buffer.from(part)));
      const read = spool.read(id);
      expect(read.bytes.equals(Buffer.concat(parts))).toBe(true);
      expect(read.envelope).toEqual(envelope);
    }),
    { numRuns: 60 },
  );
});

test('a large message goes to its file as it comes, and only its last name makes it one', async () => {
  const { id, draft } = spool.receive(envelope);
  const megabyte = Buffer.alloc(1024 * 1024, 'x');
  await draft.write(megabyte);
  expect(readdirSync(queue())).toEqual([`${id}.mail.tmp`]);
  expect(spool.waiting()).toEqual([]);
  await draft.write(megabyte);
  await draft.keep();
  expect(readdirSync(queue())).toEqual([`${id}.mail`]);
  expect(spool.read(id).bytes.length).toBe(2 * megabyte.length);
});

test('a spool opened again has what was kept, oldest first, and loses what was half-written long ago', async () => {
  const ids = [await keep([Buffer.from('1')]), await keep([Buffer.from('2')])].sort();
  const old = path.join(queue(), 'old.mail.tmp');
  writeFileSync(old, 'half');
  utimesSync(old, new Date(0), new Date(0));
  writeFileSync(path.join(queue(), 'young.mail.tmp'), 'half');
  const again = openSpool(folder, localDisk, writer);
  expect(again.waiting()).toEqual(ids);
  expect(readdirSync(queue())).not.toContain('old.mail.tmp');
  expect(readdirSync(queue())).toContain('young.mail.tmp');
});

test('a file that was cut short, or changed, is not taken for a message', async () => {
  const id = await keep([Buffer.from('From: a\r\n\r\nhello')]);
  const file = path.join(queue(), `${id}.mail`);
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, -3));
  expect(() => spool.read(id)).toThrow();
  const changed = Buffer.from(whole);
  changed.write('jello', whole.indexOf('hello'));
  writeFileSync(file, changed);
  expect(() => spool.read(id)).toThrow('digest');
  writeFileSync(file, '');
  expect(() => spool.read(id)).toThrow();
});

test('progress is kept beside the message, and gone with it', async () => {
  const id = await keep([Buffer.from('x')], ['a@d.test', 'b@d.test']);
  await spool.note(id, { recipients: { 'a@d.test': 'filed' }, told: false });
  const read = spool.read(id);
  expect(read.state.recipients).toEqual({ 'a@d.test': 'filed' });
  await spool.remove(read);
  expect(readdirSync(queue())).toEqual([]);
});

test('a message that cannot be filed is put aside with its reason', async () => {
  const id = await keep([Buffer.from('x')]);
  const cause = { code: 'unknown-patient', status: '5.1.1', text: 'no such patient' };
  await spool.setAside(id, { recipients: { 'c@d.test': cause }, told: true });
  expect(spool.depth()).toEqual({ waiting: 0, failed: 1 });
  expect(readFileSync(path.join(folder, 'failed', `${id}.state`), 'utf8')).toContain('unknown-patient');
});

test('a disk that fails is an error with its code', async () => {
  const { draft } = spool.receive(envelope);
  rmSync(queue(), { recursive: true });
  await expect(draft.keep()).rejects.toMatchObject({ code: 'ENOENT' });
});
