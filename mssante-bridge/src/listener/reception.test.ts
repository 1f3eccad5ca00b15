import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { SMTPServerDataStream } from 'smtp-server';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { localDisk } from '../spool/disk.ts';
import type { OpenFile } from '../spool/segment.ts';
import { openSpool } from '../spool/spool.ts';
import { startWriter } from '../spool/writer.ts';
import { DOCTOR, PATIENT } from '../testing/bridge.ts';
import { letter } from '../testing/smtp-client.ts';
import { receive } from './reception.ts';

/** The real disk, whose segments take nothing. */
const broken =
  (code: string): OpenFile =>
  async (...parameters) => {
    const handle = await open(...parameters);
    handle.write = () => Promise.reject(Object.assign(new Error(code), { code }));
    return handle;
  };

test.each([
  ['full', 'ENOSPC', 452, '4.3.1'],
  ['over its quota', 'EDQUOT', 452, '4.3.1'],
  ['broken', 'EIO', 451, '4.3.0'],
])(
  'with a disk that is %s a sender hears that it is to try again, and nothing of the mail stays',
  async (_, code, reply, status) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'passerelle-reception-'));
    const writer = startWriter();
    const log = createLog('silent', () => undefined);
    const spool = await openSpool({ folder, disk: localDisk, writer, log, openFile: broken(code) });
    const envelope = { from: DOCTOR, to: [PATIENT], remote: '192.0.2.1', receivedAt: new Date().toISOString() };
    const stream = Readable.from([Buffer.from(letter())]) as SMTPServerDataStream;
    const terms = { maxBytes: 10_000, holdsBareLine: () => false };
    await expect(receive(stream, envelope, spool, terms)).rejects.toMatchObject({
      responseCode: reply,
      message: expect.stringContaining(status) as string,
    });
    expect(spool.depth()).toEqual({ waiting: 0, failed: 0 });
    for (const name of ['queue', 'segments', 'failed']) expect(readdirSync(path.join(folder, name))).toEqual([]);
    await spool.stop();
    await writer.stop();
    rmSync(folder, { recursive: true });
  },
);
