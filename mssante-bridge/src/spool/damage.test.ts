import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { frameOf } from './frame.ts';
import { Damaged, trailerOf } from './record.ts';
import { envelope, LARGE, LETTER, spoolForEach } from './testing/spool-house.ts';

const house = spoolForEach();

describe('what is not what was written is not taken for a message', () => {
  const segment = (): string => house.at('segments', house.names('segments')[0] ?? '');
  const change = (file: string, edit: (bytes: Buffer) => Buffer): void => writeFileSync(file, edit(readFileSync(file)));

  test('a file that was cut short, or changed', async () => {
    const id = await house.keep([LARGE]);
    const file = house.at('queue', `${id}.mail`);
    const whole = readFileSync(file);
    for (const wrong of [
      whole.subarray(0, -3),
      Buffer.concat([Buffer.from('y'), whole.subarray(1)]),
      Buffer.alloc(0),
    ]) {
      writeFileSync(file, wrong);
      await expect(house.spool.read(id)).rejects.toThrow(Damaged);
    }
  });

  test.each([
    ['its bytes', 'hello', 'jello'],
    ['its recipient', 'c@d.test', 'e@d.test'],
    ['its length', ' 2', ' 3'],
  ])('a message of the journal, changed since in %s', async (_, from, to) => {
    const id = await house.keep([LETTER]);
    change(segment(), (bytes) => Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1'));
    await expect(house.spool.read(id)).rejects.toThrow(Damaged);
    await house.spool.setAside(id, { recipients: {}, told: false });
    expect(house.spool.depth()).toEqual({ waiting: 0, failed: 1 });
  });

  test.each([
    ['its bytes', 'hello', 'jello'],
    ['its length', /(\n[+]\w+ \S+ )\d/, '$19'],
    ['its first byte', /\n[+]/, '\n?'],
  ])(
    'one changed before the start in %s: it is kept for the operator, aloud, and the others are read',
    async (_, from, to) => {
      const [first, , last] = [
        await house.keep([Buffer.from('1\n')]),
        await house.keep([LETTER]),
        await house.keep([Buffer.from('3')]),
      ];
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
      await house.reopen();
      expect(house.spool.waiting()).toEqual([first, last].sort());
      expect((await house.spool.read(last)).bytes.toString()).toBe('3');
      expect(house.spool.depth()).toEqual({ waiting: 2, failed: 1 });
      expect(house.said.join('')).toContain('"level":"error","event":"spool.damaged"');
      const [kept = ''] = house.names('failed');
      expect(readFileSync(house.at('failed', kept), 'utf8')).toMatch(/[hj]ello/);
    },
  );

  test('a last message that was cut anywhere is cut off, aloud, and the others are read', async () => {
    const ids = [await house.keep([Buffer.from('1')]), await house.keep([Buffer.from('2')])];
    const whole = readFileSync(segment());
    const begun = whole.lastIndexOf('+');
    await house.keep([LETTER]);
    const [file, longer] = [segment(), readFileSync(segment())];
    for (let length = whole.length + 1; length < longer.length; length += 7) {
      writeFileSync(file, longer.subarray(0, length));
      house.said.length = 0;
      await house.reopen();
      expect(house.spool.waiting()).toEqual(ids);
      expect(house.said.join('')).toContain('"level":"error","event":"spool.torn-end"');
      expect(readFileSync(file).equals(whole)).toBe(true);
    }
    expect(begun).toBeGreaterThan(0);
    expect(house.spool.depth().failed).toBe(0);
  });

  test('a mail that looks like a message of the journal, by all that its sender can know, is one mail', async () => {
    const id = await house.keep([LETTER]);
    const [end, guess] = [readFileSync(segment()).length, '0'.repeat(32)];
    await house.keep([
      Buffer.concat(frameOf(guess, '0mqv8zbda-forged', [LETTER, trailerOf({ envelope, digest: 'a'.repeat(64) })])),
    ]);
    change(segment(), (bytes) => Buffer.concat([bytes.subarray(0, end), Buffer.from('?'), bytes.subarray(end + 1)]));
    await house.reopen();
    expect(house.spool.waiting()).toEqual([id]);
    expect(house.spool.depth().failed).toBe(1);
  });
});
