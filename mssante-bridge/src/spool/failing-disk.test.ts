import { mkdirSync, rmSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { OpenFile } from './segment.ts';
import { envelope, LARGE, LETTER, spoolForEach } from './testing/spool-house.ts';

const house = spoolForEach();

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
    const { draft } = house.spool.receive(envelope);
    rmSync(house.at('queue'), { recursive: true });
    await expect(draft.write(LARGE)).rejects.toMatchObject({ code: 'ENOENT' });
    mkdirSync(house.at('queue'));
  });

  test.each([
    ['write', 'ENOSPC'],
    ['datasync', 'EIO'],
  ] as const)(
    'when the %s of a group fails, nobody in it is promised anything, and nothing of it is found later',
    async (call, code) => {
      await house.reopen(failing(call, code));
      const before = await house.keep([Buffer.from('before')]);
      const together = await Promise.allSettled(['1', '2', '3'].map((text) => house.keep([Buffer.from(text)])));
      expect(
        together.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'kept')),
      ).toEqual([code, code, code]);
      const after = await house.keep([Buffer.from('after')]);
      expect(house.spool.depth()).toEqual({ waiting: 2, failed: 0 });
      await house.reopen();
      expect(house.spool.waiting()).toEqual([before, after].sort());
      expect(house.said).toEqual([]);
    },
  );

  test('a write that takes a part at a time is one message', async () => {
    await house.reopen(async (...parameters) => {
      const handle = await openFile(...parameters);
      const write = handle.write.bind(handle) as (...all: unknown[]) => Promise<never>;
      handle.write = ((bytes: Buffer, from: number, length: number, at: number) =>
        write(bytes, from, Math.min(length, 10), at)) as unknown as typeof handle.write;
      return handle;
    });
    const id = await house.keep([LETTER]);
    await house.reopen();
    expect((await house.spool.read(id)).bytes.equals(LETTER)).toBe(true);
  });
});
