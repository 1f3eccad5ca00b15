import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { asks, openSettingsHouse } from '../../accounts/testing/settings-house.ts';
import { addRepresentative } from '../../access/representatives.ts';
import { stamp } from '../../access/visibility.ts';
import { documentResources } from '../../entries/filed-document.ts';
import { until } from '../../../testing/until.ts';
import { startExports } from '../use-cases.ts';

export type Ask = ReturnType<typeof asks>;
export type CopyHouse = Awaited<ReturnType<typeof openCopyHouse>>;

/** A house whose people take copies of their spaces. */
export async function openCopyHouse() {
  const house = await openSettingsHouse();
  const copy = await house.copy();
  await startExports(copy.exportParts);

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

  return { house, copy, deposit, withChild, close: () => house.close() };
}

/** The code of a refusal. */
export const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code?: string }).code;

/** Waits until the copy is ready, or failed. */
export const ended = (ask: Ask, id: string) =>
  until('the copy', async () => {
    const line = (await ask('GET', `/exports/${id}`)).json<{ state: string; digest?: string; size?: number }>();
    return ['ready', 'failed'].includes(line.state) ? line : undefined;
  });

/** What a zip holds, by its central directory (APPNOTE.TXT 4.3.12). */
export function unzipped(zip: Buffer): Map<string, Buffer> {
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
