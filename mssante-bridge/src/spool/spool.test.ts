import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecord } from './record.ts';
import { envelope, LARGE, LETTER, spoolForEach } from './testing/spool-house.ts';

const house = spoolForEach();

test.each([
  ['small, in the journal', 0],
  ['large, in files', LARGE.length],
])('what is kept is read again, byte for byte, whatever it is and however it came: %s', async (_, more) => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(chunks, async (parts) => {
      const whole = [Buffer.alloc(more, 'x'), ...parts.map((part) => Buffer.from(part))];
      const read = await house.spool.read(await house.keep(whole));
      expect(read.bytes.equals(Buffer.concat(whole))).toBe(true);
      expect(read.envelope).toEqual(envelope);
    }),
    { numRuns: 30 },
  );
});

test('a large message goes to its file as it comes, and only its last name makes it one', async () => {
  const { id, draft } = house.spool.receive(envelope);
  const megabyte = Buffer.alloc(1024 * 1024, 'x');
  await draft.write(megabyte);
  expect(house.names('queue')).toEqual([`${id}.mail.tmp`]);
  expect(house.spool.waiting()).toEqual([]);
  await draft.write(megabyte);
  await draft.keep();
  expect(house.names('queue')).toEqual([`${id}.mail`]);
  expect((await house.spool.read(id)).bytes.length).toBe(2 * megabyte.length);
});

test('small messages share a segment, which goes with the last of them', async () => {
  const ids = await Promise.all(['1', '2', '3'].map((text) => house.keep([Buffer.from(text)])));
  expect(house.names('queue')).toEqual([]);
  expect(house.names('segments')).toHaveLength(1);
  for (const id of ids) {
    expect(house.names('segments')).toHaveLength(1);
    await house.spool.remove(await house.spool.read(id));
  }
  expect(house.names('segments')).toEqual([]);
  expect(house.spool.depth()).toEqual({ waiting: 0, failed: 0 });
});

test('progress is kept beside the message, and gone with it', async () => {
  const id = await house.keep([Buffer.from('x')], ['a@d.test', 'b@d.test']);
  await house.spool.note(id, { recipients: { 'a@d.test': 'filed' }, told: false });
  const read = await house.spool.read(id);
  expect(read.state.recipients).toEqual({ 'a@d.test': 'filed' });
  await house.spool.remove(read);
  expect([house.names('queue'), house.names('segments')]).toEqual([[], []]);
});

test.each([
  ['small', LETTER],
  ['large', LARGE],
])('a %s message that cannot be filed is put aside with its reason', async (_, bytes) => {
  const id = await house.keep([bytes]);
  const cause = { code: 'unknown-patient', status: '5.1.1', text: 'no such patient' };
  await house.spool.setAside(id, { recipients: { 'c@d.test': cause }, told: true });
  expect(house.spool.depth()).toEqual({ waiting: 0, failed: 1 });
  expect(readFileSync(house.at('failed', `${id}.state`), 'utf8')).toContain('unknown-patient');
  expect(readRecord(readFileSync(house.at('failed', `${id}.mail`))).bytes.equals(bytes)).toBe(true);
});
