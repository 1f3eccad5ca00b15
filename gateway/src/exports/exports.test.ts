import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asks, unprove } from '../accounts/testing/settings-house.ts';
import { until } from '../../testing/until.ts';
import { problem } from '../errors.ts';
import type { ExportParts } from './parts.ts';
import { codeOf, ended, openCopyHouse, unzipped, type CopyHouse } from './testing/copy-house.ts';
import { makeExport } from './work.ts';

let { house, copy, deposit } = {} as CopyHouse;
beforeAll(async () => {
  ({ house, copy, deposit } = await openCopyHouse());
}, 60_000);
afterAll(() => house.close());

const weight = { kind: 'weight', value: 71, when: '2026-03-01' };

function once<O>(act: () => Promise<O>): () => Promise<O> {
  let done: Promise<O> | undefined;
  return () => (done ??= act());
}

describe('A copy of one’s space', () => {
  it('holds the record, the files, the log and a summary, each with its digest', async () => {
    const { patient, cookie, who } = await house.resident({ identifier: 'takes.a.copy' });
    const ask = asks(copy.app, cookie);
    await ask('POST', '/measures', weight);
    await deposit(patient, '../../evil', 'what the file says');
    const asked = await ask('POST', '/exports');
    expect(asked.statusCode).toBe(202);
    expect(codeOf(await ask('POST', '/exports'))).toBe('export-running');
    const { id } = asked.json<{ id: string }>();
    const line = await ended(ask, id);
    expect(line).toMatchObject({ state: 'ready' });
    const file = await ask('GET', `/exports/${id}/file`);
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/zip']);
    expect(createHash('sha256').update(file.rawPayload).digest('hex')).toBe(line.digest);
    const files = unzipped(file.rawPayload);
    expect([...files.keys()]).toEqual([
      ...['record.json', 'summary.pdf', 'activity.csv', 'files/report/evil.txt', 'manifest.json'],
    ]);
    expect(files.get('files/report/evil.txt')?.toString()).toBe('what the file says');
    const bundle = JSON.parse(String(files.get('record.json'))) as { entry: { resource: { resourceType: string } }[] };
    const types = new Set(bundle.entry.map(({ resource }) => resource.resourceType));
    expect([...types]).toEqual(expect.arrayContaining(['Patient', 'Observation', 'DocumentReference']));
    expect(String(files.get('activity.csv'))).toContain('"measure.add"');
    expect(files.get('summary.pdf')?.subarray(0, 5).toString()).toBe('%PDF-');
    const manifest = JSON.parse(String(files.get('manifest.json'))) as { files: { path: string; sha256: string }[] };
    for (const { path, sha256 } of manifest.files)
      expect(
        createHash('sha256')
          .update(files.get(path) ?? '')
          .digest('hex'),
        path,
      ).toBe(sha256);
    await until('the mail', () =>
      house.mails.find(({ to, subject }) => to === who.email && /copie de votre espace est prête/.test(subject)),
    );
  });

  it('is nobody else’s: to another it is not there, and without a fresh proof it is not given', async () => {
    const owner = await house.resident({ identifier: 'owns.the.copy' });
    const other = await house.resident({ identifier: 'wants.the.copy' });
    const [own, others] = [asks(copy.app, owner.cookie), asks(copy.app, other.cookie)];
    const { id } = (await own('POST', '/exports')).json<{ id: string }>();
    await ended(own, id);
    const named = { 'passerelle-profile': owner.patient };
    const answers = [
      await others('GET', `/exports/${id}`),
      await others('GET', `/exports/${id}/file`),
      await others('GET', `/exports/${id}/file`, undefined, named),
      await others('DELETE', `/exports/${id}`),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404]);
    expect(codeOf(await others('POST', '/exports', undefined, named))).toBe('access-refused');
    await unprove(house, owner.cookie);
    expect(codeOf(await own('GET', `/exports/${id}/file`))).toBe('proof-required');
    expect((await own('DELETE', `/exports/${id}`)).statusCode).toBe(204);
    expect((await own('GET', `/exports/${id}`)).statusCode).toBe(404);
  });

  it('begins anew where a killed one left off, and is not begun when it is ready', async () => {
    const { account, patient, cookie } = await house.resident({ identifier: 'was.killed' });
    const ask = asks(copy.app, cookie);
    const id = 'export-that-was-killed';
    const row = { id, account: account.id, patient, state: 'running' as const, done: 3, total: 9 };
    await house.database
      .insertInto('export')
      .values({ ...row, at: house.time.clock() })
      .execute();
    await house.database
      .insertInto('export_chunk')
      .values({ export: id, n: 0, bytes: Buffer.from('half') })
      .execute();
    await makeExport(copy.exportParts, id);
    const file = (await ask('GET', `/exports/${id}/file`)).rawPayload;
    expect(unzipped(file).has('manifest.json')).toBe(true);
    await makeExport(copy.exportParts, id);
    expect((await ask('GET', `/exports/${id}/file`)).rawPayload.equals(file)).toBe(true);
  });

  it.each([
    ['goes on to its end', false],
    ['fails', true],
  ])(
    'that is removed while it is made leaves no byte behind, is not listed again nor told of, where its making %s',
    async (_, fails) => {
      const { account, cookie, patient } = await house.resident({ identifier: `thinks.again.${fails}` });
      const [id, told] = [randomUUID(), [] as string[]];
      const row = { id, account: account.id, patient, state: 'waiting', at: house.time.clock() } as const;
      await house.database.insertInto('export').values(row).execute();
      const removed = once(() => asks(copy.app, cookie)('DELETE', `/exports/${id}`));
      const parts: ExportParts = {
        ...copy.exportParts,
        tellPerson: (_to, kind) => {
          told.push(kind);
          return Promise.resolve('email');
        },
        enter: async (attempt, use) => {
          await removed();
          if (fails) throw problem('access-refused');
          return copy.exportParts.enter(attempt, use);
        },
      };
      await makeExport(parts, id);
      expect((await removed()).statusCode).toBe(204);
      const after = house.database.selectFrom('export').select('state').where('id', '=', id);
      expect(await after.executeTakeFirst()).toEqual({ state: 'removed' });
      const left = house.database.selectFrom('export_chunk').select('n').where('export', '=', id);
      expect([await left.execute(), told]).toEqual([[], []]);
    },
  );

  it('is made three times a day at most', async () => {
    const { cookie } = await house.resident({ identifier: 'copies.a.lot' });
    const ask = asks(copy.app, cookie);
    for (let count = 0; count < 3; count += 1) {
      const { id } = (await ask('POST', '/exports')).json<{ id: string }>();
      await ended(ask, id);
      await ask('DELETE', `/exports/${id}`);
    }
    expect(codeOf(await ask('POST', '/exports'))).toBe('export-limit');
  });
});
