import {
  diseaseFromFhir,
  diseaseToFhir,
  measureToFhir,
  messageToFhir,
  vaccinationToFhir,
} from '@passerelle/fhir-mappings';
import type {
  Communication,
  Condition,
  DocumentReference,
  Immunization,
  Observation,
  Resource,
} from '@medplum/fhirtypes';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hiddenFromKin, openLeasTown, said, type LeasTown, type MotherAndDaughter } from '../../testing/leas-town.ts';
import { doctor } from '../../testing/town.ts';
import type { seenAs } from '../fhir-api/labels.ts';
import type { Action } from './action.ts';
import type { PatientRecord } from './record.ts';

let town: LeasTown;
let { time, portal, deposit, asDoctor, lines } = {} as LeasTown;
beforeAll(async () => {
  town = await openLeasTown();
  ({ time, portal, deposit, asDoctor, lines } = town);
});
afterAll(() => town.close());

let { lea, awaForLea } = {} as MotherAndDaughter;
beforeEach(async () => void ({ lea, awaForLea } = await town.anew()));

describe('A document that Léa’s doctor hides from her representatives (C4)', () => {
  test('is in no list, in no total, under no id, and in no bytes that her mother gets', async () => {
    const [shown, secret] = [await deposit([]), await deposit(hiddenFromKin)];
    const call = await portal(awaForLea);
    const list = await call('GET /api/documents', {});
    expect([list.documents.map(({ id }) => id), list.total]).toEqual([[shown], 1]);
    expect(await call('GET /api/documents', { query: { search: 'Compte' } })).toMatchObject({ total: 1 });
    for (const path of [
      'GET /api/documents/:id',
      'GET /api/documents/:id/content',
      'GET /api/documents/:id/consultations',
    ] as const)
      expect(await said(call(path, { params: { id: secret } }))).toBe(
        await said(call(path, { params: { id: crypto.randomUUID() } })),
      );
    await expect(call('DELETE /api/documents/:id', { params: { id: secret }, version: '1' })).rejects.toMatchObject({
      status: 404,
    });
  });

  test('shows by no link of an entry, and the link is kept when her mother changes the entry', async () => {
    const [shown, secret] = [await deposit([]), await deposit(hiddenFromKin)];
    const base = {
      patient: lea.patient,
      author: { kind: 'professional', rpps: doctor().rpps, name: doctor().name },
    } as const;
    const writes = (action: Action, resource: Condition | Immunization | Observation) =>
      town.enter(asDoctor(action, resource.resourceType), (record) => record.create<Resource>(resource));
    const documents = [shown, secret];
    const disease = await writes('disease.add', diseaseToFhir({ ...base, entry: { name: 'Asthme', documents } }));
    await writes('disease.add', diseaseToFhir({ ...base, entry: { name: 'Migraine', documents: [secret] } }));
    const dose = { vaccine: 'HPV', date: '2026-01-05', kind: 'first', documents } as const;
    await writes('vaccination.add', vaccinationToFhir({ ...base, entry: dose }));
    const weight = { kind: 'weight', value: 41, when: '2026-01-05' } as const;
    await writes('measure.add', measureToFhir({ ...base, entry: { ...weight, documents: [secret] } }));
    const call = await portal(awaForLea);
    const answers = async () => [
      await call('GET /api/profile/diseases', {}),
      await call('GET /api/vaccinations', {}),
      await call('GET /api/measures', { query: { kind: 'weight' } }),
      await call('GET /api/measures/latest', {}),
    ];
    expect(JSON.stringify(await answers())).not.toContain(secret);
    const { entries } = await call('GET /api/profile/diseases', {});
    const asthma = entries.find(({ entry }) => entry.name === 'Asthme');
    expect(asthma?.entry).toEqual({ name: 'Asthme', documents: [shown] });
    expect(entries.find(({ entry }) => entry.name === 'Migraine')?.entry).toEqual({ name: 'Migraine' });
    const { id = '', version = '' } = asthma ?? {};
    await call('PUT /api/profile/diseases/:id', { params: { id }, version, body: { name: 'Asthme léger' } });
    const now = diseaseFromFhir((await town.fhir.read('Condition', disease.id ?? '')) as Condition);
    expect(now).toMatchObject({ entry: { name: 'Asthme léger', documents: [secret] } });
    expect(JSON.stringify(await answers())).not.toContain(secret);
  });

  test('gives a message that it came with no paperclip, in the list or opened, while another’s stays', async () => {
    const [shown, secret] = [await deposit([]), await deposit(hiddenFromKin)];
    const send = async (subject: string, attachments: string[]): Promise<void> => {
      const { rpps, name } = doctor();
      const entry = {
        ...{ from: 'aubry@cabinet.mssante.fr', to: [{ address: 'lea@patient.mssante.fr' }], subject, attachments },
        ...({ receivedAt: time.clock().toISOString(), delivery: { state: 'delivered' } } as const),
      };
      const resource = messageToFhir({ patient: lea.patient, author: { kind: 'professional', rpps, name }, entry });
      await town.enter(asDoctor('message.add', 'Communication'), (record) => record.create(resource));
    };
    await send('Un résultat', [secret]);
    await send('Deux résultats', [secret, shown]);
    const call = await portal(awaForLea);
    const { conversations } = await call('GET /api/messages', {});
    const clips = new Map(conversations.map(({ subject, attachments }) => [subject, attachments]));
    expect([clips.get('Un résultat'), clips.get('Deux résultats')]).toEqual([false, true]);
    for (const { id, attachments } of conversations) {
      const opened = await call('GET /api/messages/:id', { params: { id } });
      expect(opened.conversation.attachments).toBe(attachments);
      expect(JSON.stringify(opened)).not.toContain(secret);
    }
  });

  test('shows in no search, count or history of the record', async () => {
    const secret = await deposit(hiddenFromKin);
    await deposit([]);
    const asking = { caller: awaForLea, patient: lea.patient, request: 'r' };
    const found = await town.enter({ ...asking, action: 'document.search' }, (record) =>
      record.search('DocumentReference', [['_total', 'accurate']]),
    );
    expect([found.resources.length, found.total]).toEqual([1, 1]);
    const counted = await town.enter({ ...asking, action: 'document.search' }, (record) =>
      record.search('DocumentReference', [['_summary', 'count']]),
    );
    expect(counted.total).toBe(1);
    const uses: ((record: PatientRecord) => Promise<unknown>)[] = [
      (record) => record.history('DocumentReference', secret),
      (record) => record.vread('DocumentReference', secret, '1'),
      (record) => record.bytes(secret),
    ];
    for (const use of uses)
      await expect(town.enter({ ...asking, action: 'document.history' }, use)).rejects.toMatchObject({
        code: 'resource-not-found',
      });
  });

  test('leaves in the log that her mother sees no line and no count, whatever was done with it', async () => {
    const call = await portal(awaForLea);
    const before = await call('GET /api/access/log', {});
    const secret = await deposit(hiddenFromKin);
    const target = `DocumentReference/${secret}`;
    await town.enter(asDoctor('document.read', target), (record) => record.read('DocumentReference', secret));
    await town
      .enter(asDoctor('document.remove', target), (record) => record.remove('DocumentReference', secret, '99'))
      .catch(() => undefined);
    await town.enter(asDoctor('document.remove', target), (record) =>
      record.remove('DocumentReference', secret, undefined),
    );
    const after = await call('GET /api/access/log', {});
    // Her own look at the log is the one line more.
    expect(after.total).toBe(before.total + 1);
    expect(after.lines.filter(({ kind }) => kind === 'professional')).toEqual([]);
    expect((await lines(lea.patient)).filter(({ kin }) => kin === false)).toHaveLength(4);
    await deposit([]);
    expect((await call('GET /api/access/log', { query: { only: 'professionals' } })).total).toBe(1);
  });

  test('cannot be told from nothing by what her mother’s own tries leave in the log', async () => {
    const secret = await deposit(hiddenFromKin);
    const call = await portal(awaForLea);
    const tried = async (id: string) => {
      const heard = await said(call('GET /api/documents/:id', { params: { id } }));
      const [line] = (await call('GET /api/access/log', {})).lines;
      return { heard, line: { ...line, at: undefined } };
    };
    const nothing = await tried(crypto.randomUUID());
    expect(await tried(secret)).toEqual(nothing);
    await town.enter(asDoctor('document.remove', `DocumentReference/${secret}`), (record) =>
      record.remove('DocumentReference', secret, undefined),
    );
    expect(await tried(secret)).toEqual(nothing);
  });

  test('stays hidden when it is changed, and shows once its author takes the label away', async () => {
    const secret = await deposit(hiddenFromKin);
    const change = (seen?: ReturnType<typeof seenAs>) =>
      town.enter(asDoctor('document.change', `DocumentReference/${secret}`), async (record) => {
        const document = (await record.read('DocumentReference', secret)) as DocumentReference & { id: string };
        return record.update(document, undefined, seen);
      });
    const call = await portal(awaForLea);
    await change();
    await change({ hidden: true });
    expect((await call('GET /api/documents', {})).total).toBe(0);
    await change({ secret: false, kinHidden: false });
    expect((await call('GET /api/documents', {})).total).toBe(1);
    await deposit(['INVISIBLE_PATIENT']);
    expect((await call('GET /api/documents', {})).total).toBe(1);
  });
});

test('A message that is hidden from Léa’s representatives is not named to her mother by one that answers it, and still is in the record', async () => {
  const send = (inResponseTo: string[], seen = {}) =>
    town.enter(asDoctor('message.add', 'Communication'), async (record) => {
      const subject = { reference: `Patient/${lea.patient}` };
      const led = { inResponseTo: inResponseTo.map((id) => ({ reference: `Communication/${id}` })) };
      const { id = '' } = await record.create<Communication>(
        { resourceType: 'Communication', status: 'completed', subject, ...led },
        seen,
      );
      return id;
    });
  const [shown, secret] = [await send([]), await send([], { kinHidden: true })];
  const answer = await send([shown, secret]);
  const asking = { caller: awaForLea, patient: lea.patient, request: 'r' };
  const { resources } = await town.enter({ ...asking, action: 'message.search' }, (record) =>
    record.search('Communication', []),
  );
  expect(resources.map(({ id }) => id).sort()).toEqual([shown, answer].sort());
  const heard = JSON.stringify(resources);
  expect([heard.includes(`Communication/${shown}`), heard.includes(secret)]).toEqual([true, false]);
  await town.enter({ ...asking, action: 'message.change' }, async (record) => {
    const read = await record.read('Communication', answer);
    return record.update({ ...read, id: answer, language: 'fr' }, undefined);
  });
  expect((await town.fhir.read('Communication', answer)).inResponseTo).toHaveLength(2);
});
