import { createHash } from 'node:crypto';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { trailerOf } from './record.ts';
import { envelope, LARGE, LETTER, spoolForEach } from './testing/spool-house.ts';

const house = spoolForEach();

test('a spool opened again has what was kept, oldest first, and loses what was half-written long ago', async () => {
  const ids = [await house.keep([Buffer.from('1')]), await house.keep([LARGE]), await house.keep([Buffer.from('3')])];
  const old = house.at('queue', 'old.mail.tmp');
  writeFileSync(old, 'half');
  utimesSync(old, new Date(0), new Date(0));
  writeFileSync(house.at('queue', 'young.mail.tmp'), 'half');
  await house.reopen();
  expect(house.spool.waiting().sort()).toEqual(ids.sort());
  expect(house.spool.waiting()).toEqual([...house.spool.waiting()].sort());
  expect(house.names('queue')).not.toContain('old.mail.tmp');
  expect(house.names('queue')).toContain('young.mail.tmp');
});

test('a spool opened again does not have what was done with, and its old segments go as they empty', async () => {
  const [done, kept] = [await house.keep([Buffer.from('1')]), await house.keep([Buffer.from('2')])];
  await house.spool.remove(await house.spool.read(done));
  await house.reopen();
  expect(house.spool.waiting()).toEqual([kept]);
  const later = await house.keep([Buffer.from('3')]);
  expect(house.names('segments')).toHaveLength(2);
  await house.spool.remove(await house.spool.read(kept));
  expect(house.names('segments')).toHaveLength(1);
  expect((await house.spool.read(later)).bytes.toString()).toBe('3');
});

test('a spool of the time before the journal, a file a message, is read as it is', async () => {
  const digest = createHash('sha256').update(LETTER).digest('hex');
  const [id, half] = ['0mqv8zbda-0123456789abcdef', '0mqv8zbdb-0123456789abcdef'];
  for (const name of [id, half])
    writeFileSync(house.at('queue', `${name}.mail`), Buffer.concat([LETTER, trailerOf({ envelope, digest })]));
  writeFileSync(house.at('queue', `${half}.state`), '{"recipients":{"c@d.test":"filed"},"told":false}');
  await house.reopen();
  expect(house.spool.waiting()).toEqual([id, half]);
  expect(house.spool.depth()).toEqual({ waiting: 2, failed: 0 });
  expect(await house.spool.read(id)).toMatchObject({ envelope, digest, bytes: LETTER, state: { recipients: {} } });
  expect((await house.spool.read(half)).state.recipients).toEqual({ 'c@d.test': 'filed' });
  await house.spool.remove(await house.spool.read(id));
  await house.spool.setAside(half, { recipients: {}, told: false });
  expect(house.names('queue')).toEqual([]);
  expect(house.names('failed')).toEqual([`${half}.mail`, `${half}.state`]);
});

test('what was put aside does not come back when the power was cut before the journal knew', async () => {
  const [id, other] = [await house.keep([LETTER]), await house.keep([Buffer.from('2')])];
  const [name = ''] = house.names('segments');
  const before = readFileSync(house.at('segments', name));
  await house.spool.setAside(id, { recipients: {}, told: true });
  await house.spool.stop();
  writeFileSync(house.at('segments', name), before);
  await house.open();
  expect(house.spool.waiting()).toEqual([other]);
});
