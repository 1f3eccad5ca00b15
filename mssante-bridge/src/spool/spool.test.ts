import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { localDisk } from './disk.ts';
import { frameOf } from './frame.ts';
import { Damaged, readRecord, trailerOf, type Envelope } from './record.ts';
import type { OpenFile } from './segment.ts';
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
let said: string[];
const queue = (): string => path.join(folder, 'queue');
const names = (where: string): string[] => readdirSync(path.join(folder, where)).sort();
const log = createLog('info', (line) => said.push(line));
const open = (openFile?: OpenFile): Promise<Spool> => openSpool({ folder, disk: localDisk, writer, log, openFile });

beforeEach(async () => {
  said = [];
  folder = mkdtempSync(path.join(tmpdir(), 'passerelle-spool-'));
  writer = startWriter();
  spool = await open();
});
afterEach(async () => {
  await spool.stop();
  await writer.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function keep(chunks: Buffer[], to = envelope.to): Promise<string> {
  const { id, draft } = spool.receive({ ...envelope, to });
  for (const chunk of chunks) await draft.write(chunk);
  await draft.keep();
  return id;
}

/** The power is cut, or the process killed: what the journal still had to say is not said. */
async function reopened(): Promise<Spool> {
  await spool.stop();
  spool = await open();
  return spool;
}

const LARGE = Buffer.alloc(300 * 1024, 'x');
const LETTER = Buffer.from('From: a\r\n\r\nhello');

test.each([
  ['small, in the journal', 0],
  ['large, in files', LARGE.length],
])('what is kept is read again, byte for byte, whatever it is and however it came: %s', async (_, more) => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(chunks, async (parts) => {
      const whole = [Buffer.alloc(more, 'x'), ...parts.map((part) => Buffer.from(part))];
      const read = await spool.read(await keep(whole));
      expect(read.bytes.equals(Buffer.concat(whole))).toBe(true);
      expect(read.envelope).toEqual(envelope);
    }),
    { numRuns: 30 },
  );
});

test('a large message goes to its file as it comes, and only its last name makes it one', async () => {
  const { id, draft } = spool.receive(envelope);
  const megabyte = Buffer.alloc(1024 * 1024, 'x');
  await draft.write(megabyte);
  expect(names('queue')).toEqual([`${id}.mail.tmp`]);
  expect(spool.waiting()).toEqual([]);
  await draft.write(megabyte);
  await draft.keep();
  expect(names('queue')).toEqual([`${id}.mail`]);
  expect((await spool.read(id)).bytes.length).toBe(2 * megabyte.length);
});

test('small messages share a segment, which goes with the last of them', async () => {
  const ids = await Promise.all(['1', '2', '3'].map((text) => keep([Buffer.from(text)])));
  expect(names('queue')).toEqual([]);
  expect(names('segments')).toHaveLength(1);
  for (const id of ids) {
    expect(names('segments')).toHaveLength(1);
    await spool.remove(await spool.read(id));
  }
  expect(names('segments')).toEqual([]);
  expect(spool.depth()).toEqual({ waiting: 0, failed: 0 });
});

test('a spool opened again has what was kept, oldest first, and loses what was half-written long ago', async () => {
  const ids = [await keep([Buffer.from('1')]), await keep([LARGE]), await keep([Buffer.from('3')])];
  const old = path.join(queue(), 'old.mail.tmp');
  writeFileSync(old, 'half');
  utimesSync(old, new Date(0), new Date(0));
  writeFileSync(path.join(queue(), 'young.mail.tmp'), 'half');
  const again = await reopened();
  expect(again.waiting().sort()).toEqual(ids.sort());
  expect(again.waiting()).toEqual([...again.waiting()].sort());
  expect(names('queue')).not.toContain('old.mail.tmp');
  expect(names('queue')).toContain('young.mail.tmp');
});

test('a spool opened again does not have what was done with, and its old segments go as they empty', async () => {
  const [done, kept] = [await keep([Buffer.from('1')]), await keep([Buffer.from('2')])];
  await spool.remove(await spool.read(done));
  await reopened();
  expect(spool.waiting()).toEqual([kept]);
  const later = await keep([Buffer.from('3')]);
  expect(names('segments')).toHaveLength(2);
  await spool.remove(await spool.read(kept));
  expect(names('segments')).toHaveLength(1);
  expect((await spool.read(later)).bytes.toString()).toBe('3');
});

test('a spool of the time before the journal, a file a message, is read as it is', async () => {
  const digest = createHash('sha256').update(LETTER).digest('hex');
  const [id, half] = ['0mqv8zbda-0123456789abcdef', '0mqv8zbdb-0123456789abcdef'];
  for (const name of [id, half])
    writeFileSync(path.join(queue(), `${name}.mail`), Buffer.concat([LETTER, trailerOf({ envelope, digest })]));
  writeFileSync(path.join(queue(), `${half}.state`), '{"recipients":{"c@d.test":"filed"},"told":false}');
  await reopened();
  expect(spool.waiting()).toEqual([id, half]);
  expect(spool.depth()).toEqual({ waiting: 2, failed: 0 });
  expect(await spool.read(id)).toMatchObject({ envelope, digest, bytes: LETTER, state: { recipients: {} } });
  expect((await spool.read(half)).state.recipients).toEqual({ 'c@d.test': 'filed' });
  await spool.remove(await spool.read(id));
  await spool.setAside(half, { recipients: {}, told: false });
  expect(names('queue')).toEqual([]);
  expect(names('failed')).toEqual([`${half}.mail`, `${half}.state`]);
});

describe('what is not what was written is not taken for a message', () => {
  const segment = (): string => path.join(folder, 'segments', names('segments')[0] ?? '');
  const change = (file: string, edit: (bytes: Buffer) => Buffer): void => writeFileSync(file, edit(readFileSync(file)));

  test('a file that was cut short, or changed', async () => {
    const id = await keep([LARGE]);
    const file = path.join(queue(), `${id}.mail`);
    const whole = readFileSync(file);
    for (const wrong of [
      whole.subarray(0, -3),
      Buffer.concat([Buffer.from('y'), whole.subarray(1)]),
      Buffer.alloc(0),
    ]) {
      writeFileSync(file, wrong);
      await expect(spool.read(id)).rejects.toThrow(Damaged);
    }
  });

  test.each([
    ['its bytes', 'hello', 'jello'],
    ['its recipient', 'c@d.test', 'e@d.test'],
    ['its length', ' 2', ' 3'],
  ])('a message of the journal, changed since in %s', async (_, from, to) => {
    const id = await keep([LETTER]);
    change(segment(), (bytes) => Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1'));
    await expect(spool.read(id)).rejects.toThrow(Damaged);
    await spool.setAside(id, { recipients: {}, told: false });
    expect(spool.depth()).toEqual({ waiting: 0, failed: 1 });
  });

  test.each([
    ['its bytes', 'hello', 'jello'],
    ['its length', /(\n[+]\w+ \S+ )\d/, '$19'],
    ['its first byte', /\n[+]/, '\n?'],
  ])(
    'one changed before the start in %s: it is kept for the operator, aloud, and the others are read',
    async (_, from, to) => {
      const [first, , last] = [await keep([Buffer.from('1\n')]), await keep([LETTER]), await keep([Buffer.from('3')])];
      change(segment(), (bytes) => {
        // Frames follow each other without a line end between them.
        const lines = bytes.toString('latin1').replace(/[+](?=[0-9a-f]{32} )/g, '\n+');
        return Buffer.from(
          lines
            .replace(/^\n/, '')
            .replace(from, to)
            .replaceAll(/\n(?=[+?][0-9a-f]{32} )/g, ''),
          'latin1',
        );
      });
      await reopened();
      expect(spool.waiting()).toEqual([first, last].sort());
      expect((await spool.read(last)).bytes.toString()).toBe('3');
      expect(spool.depth()).toEqual({ waiting: 2, failed: 1 });
      expect(said.join('')).toContain('"level":"error","event":"spool.damaged"');
      const [kept = ''] = names('failed');
      expect(readFileSync(path.join(folder, 'failed', kept), 'utf8')).toMatch(/[hj]ello/);
    },
  );

  test('a last message that was cut anywhere is cut off, aloud, and the others are read', async () => {
    const ids = [await keep([Buffer.from('1')]), await keep([Buffer.from('2')])];
    const whole = readFileSync(segment());
    const begun = whole.lastIndexOf('+');
    await keep([LETTER]);
    const [file, longer] = [segment(), readFileSync(segment())];
    for (let length = whole.length + 1; length < longer.length; length += 7) {
      writeFileSync(file, longer.subarray(0, length));
      said = [];
      await reopened();
      expect(spool.waiting()).toEqual(ids);
      expect(said.join('')).toContain('"level":"error","event":"spool.torn-end"');
      expect(readFileSync(file).equals(whole)).toBe(true);
    }
    expect(begun).toBeGreaterThan(0);
    expect(spool.depth().failed).toBe(0);
  });

  test('a mail that looks like a message of the journal, by all that its sender can know, is one mail', async () => {
    const id = await keep([LETTER]);
    const [end, guess] = [readFileSync(segment()).length, '0'.repeat(32)];
    await keep([
      Buffer.concat(frameOf(guess, '0mqv8zbda-forged', [LETTER, trailerOf({ envelope, digest: 'a'.repeat(64) })])),
    ]);
    change(segment(), (bytes) => Buffer.concat([bytes.subarray(0, end), Buffer.from('?'), bytes.subarray(end + 1)]));
    await reopened();
    expect(spool.waiting()).toEqual([id]);
    expect(spool.depth().failed).toBe(1);
  });
});

test('progress is kept beside the message, and gone with it', async () => {
  const id = await keep([Buffer.from('x')], ['a@d.test', 'b@d.test']);
  await spool.note(id, { recipients: { 'a@d.test': 'filed' }, told: false });
  const read = await spool.read(id);
  expect(read.state.recipients).toEqual({ 'a@d.test': 'filed' });
  await spool.remove(read);
  expect([names('queue'), names('segments')]).toEqual([[], []]);
});

test.each([
  ['small', LETTER],
  ['large', LARGE],
])('a %s message that cannot be filed is put aside with its reason', async (_, bytes) => {
  const id = await keep([bytes]);
  const cause = { code: 'unknown-patient', status: '5.1.1', text: 'no such patient' };
  await spool.setAside(id, { recipients: { 'c@d.test': cause }, told: true });
  expect(spool.depth()).toEqual({ waiting: 0, failed: 1 });
  expect(readFileSync(path.join(folder, 'failed', `${id}.state`), 'utf8')).toContain('unknown-patient');
  expect(readRecord(readFileSync(path.join(folder, 'failed', `${id}.mail`))).bytes.equals(bytes)).toBe(true);
});

test('what was put aside does not come back when the power was cut before the journal knew', async () => {
  const [id, other] = [await keep([LETTER]), await keep([Buffer.from('2')])];
  const [name = ''] = names('segments');
  const before = readFileSync(path.join(folder, 'segments', name));
  await spool.setAside(id, { recipients: {}, told: true });
  await spool.stop();
  writeFileSync(path.join(folder, 'segments', name), before);
  spool = await open();
  expect(spool.waiting()).toEqual([other]);
});

describe('a disk that fails', () => {
  /** The real disk, on which the second call of a kind fails. */
  const failing =
    (call: 'write' | 'datasync', code: string): OpenFile =>
    async (...parameters) => {
      const handle = await openFile(...parameters);
      const original = handle[call].bind(handle) as (...all: unknown[]) => Promise<never>;
      let calls = 0;
      handle[call] = async (...all: unknown[]): Promise<never> => {
        calls += 1;
        if (calls !== 2) return original(...all);
        // As a full disk does: a part is written.
        if (call === 'write') await original(all[0], 0, 100, all[3]);
        throw Object.assign(new Error(code), { code });
      };
      return handle;
    };

  test('an error with its code, for a large message', async () => {
    const { draft } = spool.receive(envelope);
    rmSync(queue(), { recursive: true });
    await expect(draft.write(LARGE)).rejects.toMatchObject({ code: 'ENOENT' });
    mkdirSync(queue());
  });

  test.each([
    ['write', 'ENOSPC'],
    ['datasync', 'EIO'],
  ] as const)(
    'when the %s of a group fails, nobody in it is promised anything, and nothing of it is found later',
    async (call, code) => {
      await spool.stop();
      spool = await open(failing(call, code));
      const before = await keep([Buffer.from('before')]);
      const together = await Promise.allSettled(['1', '2', '3'].map((text) => keep([Buffer.from(text)])));
      expect(
        together.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'kept')),
      ).toEqual([code, code, code]);
      const after = await keep([Buffer.from('after')]);
      expect(spool.depth()).toEqual({ waiting: 2, failed: 0 });
      await reopened();
      expect(spool.waiting()).toEqual([before, after].sort());
      expect(said).toEqual([]);
    },
  );

  test('a write that takes a part at a time is one message', async () => {
    await spool.stop();
    spool = await open(async (...parameters) => {
      const handle = await openFile(...parameters);
      const write = handle.write.bind(handle) as (...all: unknown[]) => Promise<never>;
      handle.write = ((bytes: Buffer, from: number, length: number, at: number) =>
        write(bytes, from, Math.min(length, 10), at)) as unknown as typeof handle.write;
      return handle;
    });
    const id = await keep([LETTER]);
    await reopened();
    expect((await spool.read(id)).bytes.equals(LETTER)).toBe(true);
  });
});
