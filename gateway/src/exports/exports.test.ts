import { createHash, randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { diseaseToFhir } from '@passerelle/fhir-mappings';
import type { DocumentReference } from '@medplum/fhirtypes';
import { documentResources } from '../entries/filed-document.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asks, openSettingsHouse, unprove, type SettingsHouse } from '../accounts/testing/settings-house.ts';
import { addRepresentative, endRepresentations } from '../access/representatives.ts';
import { stamp } from '../access/visibility.ts';
import { doctor } from '../../testing/town.ts';
import { until } from '../../testing/until.ts';
import { problem } from '../errors.ts';
import type { ExportParts } from './parts.ts';
import { startExports } from './use-cases.ts';
import { makeExport } from './work.ts';

let house: SettingsHouse;
let copy: Awaited<ReturnType<SettingsHouse['copy']>>;
beforeAll(async () => {
  house = await openSettingsHouse();
  copy = await house.copy();
  await startExports(copy.exportParts);
}, 60_000);
afterAll(() => house.close());

const weight = { kind: 'weight', value: 71, when: '2026-03-01' };
const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code?: string }).code;
type Ask = ReturnType<typeof asks>;

function once<O>(act: () => Promise<O>): () => Promise<O> {
  let done: Promise<O> | undefined;
  return () => (done ??= act());
}

const ended = (ask: Ask, id: string) =>
  until('the copy', async () => {
    const line = (await ask('GET', `/exports/${id}`)).json<{ state: string; digest?: string; size?: number }>();
    return ['ready', 'failed'].includes(line.state) ? line : undefined;
  });

/** A document with a file, put where a deposit puts it. */
async function deposit(patient: string, name: string, text: string, kinHidden = false): Promise<void> {
  const uuid = (of: string): string =>
    createHash('md5')
      .update(of + name + patient)
      .digest('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const ids = { document: uuid('document'), binary: uuid('binary') };
  const made = documentResources({
    ...{ ids, patient, author: { kind: 'patient' }, at: new Date('2026-03-01T10:00:00Z') },
    details: { name, date: '2026-03-01', category: 'report', hidden: false },
    file: { contentType: 'text/plain', bytes: Buffer.from(text) },
  });
  for (const [id, resource] of [
    [ids.document, made.document],
    [ids.binary, made.binary],
  ] as const)
    await house.fhir.update(stamp({ ...resource, id }, { hidden: false, secret: false, kinHidden }));
}

/** Somebody with a child, in whose space she asks. */
async function withChild(identifier: string) {
  const parent = await house.resident({ identifier: identifier });
  const child = await house.someone({ birth_date: '2020-05-05', attached_to: [parent.who.ins] });
  const patient = createHash('md5').update(identifier).digest('hex');
  await house.fhir.update(
    stamp({ resourceType: 'Patient', id: patient, active: true }, { hidden: false, secret: false }),
  );
  const at = house.time.clock();
  const rules = JSON.stringify((await house.spaceOf(parent.who))?.rules);
  await house.database
    .insertInto('space')
    .values({ patient, ins: child.ins, state: 'open', rules, opened_at: at })
    .execute();
  const kin = { patient, person: parent.patient, by: 'register', declaredAt: at, at } as const;
  await house.database.transaction().execute((transaction) => addRepresentative(transaction, kin));
  const ask: Ask = (method, url, payload) =>
    asks(copy.app, parent.cookie)(method, url, payload, { 'passerelle-profile': patient });
  return { parent, patient, at, ask };
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
  }, 30_000);

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
  }, 30_000);

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
  }, 30_000);

  it('of a child’s space lacks what is hidden from representatives, and is out of reach once somebody represents no more', async () => {
    const { parent, patient, at, ask } = await withChild('has.a.child');
    await deposit(patient, 'Seen', 'seen');
    await deposit(patient, 'Hidden', 'hidden', true);
    const found = await house.fhir.search('DocumentReference', [['patient', patient]]);
    const documents = (found.entry ?? []).map(({ resource }) => resource as DocumentReference);
    const entry = { name: 'Asthme', documents: documents.map(({ id = '' }) => id) };
    const disease = { ...diseaseToFhir({ patient, author: { kind: 'patient' }, entry }), id: 'asthma-of-a-child' };
    await house.fhir.update(stamp(disease, { hidden: false, secret: false }));
    const hidden = documents.find(({ content }) => content[0]?.attachment.title === 'Hidden')?.id ?? '';
    const refused = { caller: doctor({ profession: '99' }), action: 'document.read', patient, request: 'r' } as const;
    await expect(
      copy.enter({ ...refused, target: `DocumentReference/${hidden}` }, () => Promise.resolve()),
    ).rejects.toMatchObject({ code: 'access-refused' });
    const { id } = (await ask('POST', '/exports')).json<{ id: string }>();
    expect(await ended(ask, id)).toMatchObject({ state: 'ready' });
    await until('the mail to its page', () =>
      house.mails.find(({ text }) => text.includes(`/p/${patient}/settings/export`)),
    );
    const files = unzipped((await ask('GET', `/exports/${id}/file`)).rawPayload);
    expect([...files.keys()].filter((path) => path.startsWith('files/'))).toEqual(['files/report/Seen.txt']);
    expect([...files.values()].join('')).not.toContain('Hidden');
    expect(String(files.get('activity.csv'))).toMatch(/"Dr Claire Martin","professional","document.read","","refused"/);
    expect([...files.values()].join('')).not.toContain(hidden);
    const record = String(files.get('record.json'));
    expect([
      record.includes('Asthme'),
      ...documents.map(({ id = '' }) => record.includes(`DocumentReference/${id}"`)),
    ]).toEqual([true, ...documents.map(({ content }) => content[0]?.attachment.title !== 'Hidden')]);
    await house.database
      .transaction()
      .execute((transaction) => endRepresentations(transaction, { patient }, 'night', 'majority', at));
    expect(codeOf(await ask('GET', `/exports/${id}/file`))).toBe('access-refused');
    expect(codeOf(await asks(copy.app, parent.cookie)('GET', `/exports/${id}`))).toBe('access-refused');
    expect((await ask('DELETE', `/exports/${id}`)).statusCode).toBe(204);
  }, 30_000);

  it('of a child’s space is given out until something in it is hidden from representatives, and then is gone', async () => {
    const { patient, ask } = await withChild('fetches.late');
    await deposit(patient, 'Shown', 'shown');
    await deposit(patient, 'Told', 'told to the doctor alone');
    const { id } = (await ask('POST', '/exports')).json<{ id: string }>();
    expect(await ended(ask, id)).toMatchObject({ state: 'ready' });
    expect((await ask('GET', `/exports/${id}?toFetch=true`)).statusCode).toBe(200);
    expect((await ask('GET', `/exports/${id}/file`)).rawPayload.subarray(0, 2).toString()).toBe('PK');
    await deposit(patient, 'Of later', 'and hidden from the first', true);
    expect((await ask('GET', `/exports/${id}/file`)).statusCode).toBe(200);
    await deposit(patient, 'Told', 'told to the doctor alone', true);
    for (const path of [`/exports/${id}?toFetch=true`, `/exports/${id}/file`]) {
      const refused = await ask('GET', path);
      expect([path, refused.statusCode, codeOf(refused)]).toEqual([path, 410, 'export-gone']);
    }
    const kept = house.database.selectFrom('export_chunk').select('n').where('export', '=', id);
    expect(await kept.execute()).toEqual([]);
    expect((await ask('GET', `/exports/${id}`)).json()).toMatchObject({ state: 'failed' });
    const again = (await ask('POST', '/exports')).json<{ id: string }>();
    expect(await ended(ask, again.id)).toMatchObject({ state: 'ready' });
    const files = unzipped((await ask('GET', `/exports/${again.id}/file`)).rawPayload);
    expect([...files.keys()].filter((path) => path.startsWith('files/'))).toEqual(['files/report/Shown.txt']);
  }, 30_000);

  it.each([
    ['goes on to its end', false],
    ['fails', true],
  ])(
    'that is removed while it is made leaves no byte behind, is not listed again nor told of, where its making %s',
    async (_, fails) => {
      const { cookie, patient } = await house.resident({ identifier: `thinks.again.${fails}` });
      const accounts = house.database.selectFrom('account').select('id').where('patient', '=', patient);
      const { id: account } = await accounts.executeTakeFirstOrThrow();
      const [id, told] = [randomUUID(), [] as string[]];
      const row = { id, account, patient, state: 'waiting', at: house.time.clock() } as const;
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
  }, 30_000);
});

/** What a zip holds, by its central directory (APPNOTE.TXT 4.3.12). */
function unzipped(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const begin = zip.readUInt32LE(at + 42);
    const from = begin + 30 + zip.readUInt16LE(begin + 26) + zip.readUInt16LE(begin + 28);
    const bytes = zip.subarray(from, from + size);
    files.set(zip.subarray(at + 46, at + 46 + name).toString(), method === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + name + extra + comment;
  }
  return files;
}
