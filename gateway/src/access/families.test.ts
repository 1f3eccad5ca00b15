import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  diseaseFromFhir,
  diseaseToFhir,
  matriculeOf,
  measureToFhir,
  messageToFhir,
  vaccinationToFhir,
} from '@passerelle/fhir-mappings';
import type { Condition, DocumentReference, Immunization, Observation, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../testing/ask.ts';
import { testClock } from '../../testing/clock.ts';
import { doctor, openTown, type Town } from '../../testing/town.ts';
import { importInsured } from '../admin/insured-import.ts';
import type { CallError } from '../client/index.ts';
import { serveConsents } from '../consents/routes.ts';
import { Images } from '../files/images.ts';
import { serveDocuments } from '../documents/routes.ts';
import { documentResources } from '../entries/filed-document.ts';
import { seenAs } from '../fhir-api/labels.ts';
import { serveMeasures } from '../measures/routes.ts';
import { serveMessages } from '../messages/routes.ts';
import { serveProfile } from '../profile/routes.ts';
import { serveVaccinations } from '../vaccinations/routes.ts';
import { recipientsOf } from '../mail/patient-notices.ts';
import type { PatientCaller } from './caller.ts';
import type { PatientRecord } from './record.ts';
import type { Action } from './action.ts';
import { endRepresentation, endRepresentations } from './representatives.ts';
import type { SpaceLine } from './audit-line.ts';

let town: Town;
const time = testClock('2026-03-02T09:00:00Z');
beforeAll(async () => {
  town = await openTown(undefined, time.clock);
});
afterAll(() => town.close());

let awa: PatientCaller;
let lea: PatientCaller;
/** Awa, in Léa's space. */
let awaForLea: PatientCaller;
beforeEach(async () => {
  awa = await town.person('Awa Diallo');
  lea = await town.person('Léa Diallo', undefined, '2010-09-15');
  awaForLea = await town.representing(awa, lea);
});

const images = new Images();
const portal = async (caller: PatientCaller) =>
  ask(
    await town.app((scope) => {
      serveDocuments(scope, { ...town, clock: time.clock, images });
      serveConsents(scope, { ...town, clock: time.clock });
      serveProfile(scope, town);
      serveVaccinations(scope, town);
      serveMeasures(scope, town);
      serveMessages(scope, { ...town, clock: time.clock, mssDomain: 'patient.mssante.fr' });
    }, caller),
  );

let deposited = 0;

/** What a doctor deposits for Léa. @returns the id of the document */
async function deposit(labels: string[], { patient } = lea): Promise<string> {
  deposited += 1;
  const ids = { document: crypto.randomUUID(), binary: crypto.randomUUID() };
  const made = documentResources({
    ...{ ids, patient, author: { kind: 'professional', rpps: doctor().rpps, name: doctor().name } },
    details: { name: `Compte rendu ${deposited}`, date: '2026-03-01', category: 'report', hidden: false },
    ...{ file: { contentType: 'text/plain', bytes: Buffer.from(`Contraception ${deposited}`) }, at: time.clock() },
  });
  const system =
    'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument';
  const label = (code: string) => ({ coding: [{ system, code }] });
  const resource: DocumentReference = {
    ...made.document,
    securityLabel: [...(made.document.securityLabel ?? []), ...labels.map(label)],
  };
  const put = (url: string) => ({ method: 'PUT', url }) as const;
  const how = { seen: seenAs(resource), fresh: true };
  await town.enter(asDoctor('document.add', 'DocumentReference', patient), (record) =>
    record.transact([
      { resource, request: put(`DocumentReference/${ids.document}`), ...how },
      { resource: made.binary, request: put(`Binary/${ids.binary}`), ...how },
    ]),
  );
  return ids.document;
}
const asDoctor = (action: Action, target: string, patient = lea.patient) => ({
  ...{ caller: doctor(), action, patient, target, request: 'r' },
});
const hiddenFromKin = ['INVISIBLE_REPRESENTANTS_LEGAUX'];
const said = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    ({ status, code, texts }: CallError) => JSON.stringify({ status, code, texts }),
  );
const lines = async (patient: string): Promise<SpaceLine[]> =>
  (
    await town.database.selectFrom('audit_line').select('line').where('patient', '=', patient).orderBy('seq').execute()
  ).map(({ line }) => JSON.parse(line) as SpaceLine);

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

test('Léa comes of age: her mother is refused from that midnight on, and Léa finds all that is hers, hidden from kin or not', async () => {
  const grown = await town.person('Hugo Diallo', undefined, '2008-03-10');
  const awaForHugo = await town.representing(awa, grown);
  const secret = await deposit(hiddenFromKin, grown);
  const [mother, son] = [await portal(awaForHugo), await portal(grown)];
  expect((await mother('GET /api/documents', {})).total).toBe(0);
  await expect(son('GET /api/documents', {})).rejects.toMatchObject({ code: 'access-refused' });
  const minutes = (new Date('2026-03-09T23:00:00Z').getTime() - time.clock().getTime()) / 60_000;
  time.pass(minutes);
  await expect(mother('GET /api/documents', {})).rejects.toMatchObject({ code: 'access-refused' });
  expect((await son('GET /api/documents', {})).documents.map(({ id }) => id)).toEqual([secret]);
  const log = await son('GET /api/access/log', {});
  expect(log.lines.map(({ kind, reason }) => [kind, reason])).toContainEqual(['representative', 'of-age']);
  expect(log.lines.filter(({ kind }) => kind === 'professional')).toHaveLength(1);
  time.pass(-minutes);
});

test('The register corrects a birth date: who turns out to be of age is alone in the space at once', async () => {
  const ins = matriculeOf('1090375114123');
  const hugo = await town.person('Hugo Diallo', ins, '2009-03-10');
  const mother = await portal(await town.representing(awa, hugo));
  expect((await mother('GET /api/documents', {})).total).toBe(0);
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-register-'));
  const file = path.join(folder, 'insured.csv');
  await writeFile(
    file,
    `ins,ins_oid,birth_name,first_names,sex,birth_date,birth_place,card,card_serial
${ins},1.2.250.1.213.1.4.11,DIALLO,Hugo,male,2007-03-10,75114,with-photo,12345678901`,
  );
  expect(await importInsured(town.database, file, time.clock())).toMatchObject({ updated: 1, refused: [] });
  await expect(mother('GET /api/documents', {})).rejects.toMatchObject({ code: 'access-refused' });
  await rm(folder, { recursive: true });
});

test('What a mother enters bears her name, in the record, for a doctor and in the log', async () => {
  const call = await portal(awaForLea);
  await call('POST /api/profile/diseases', { body: { name: 'Asthme' } });
  const mine = await portal(awa);
  await mine('POST /api/profile/diseases', { body: { name: 'Migraine' } });
  const { entries } = await call('GET /api/profile/diseases');
  expect(entries).toMatchObject([
    { author: { kind: 'representative', name: 'Awa Diallo' }, entry: { name: 'Asthme' } },
  ]);
  const { entry = [] } = await town.fhir.search('Condition', [['patient', lea.patient]]);
  expect((entry[0]?.resource as Condition).recorder).toMatchObject({
    ...{ type: 'RelatedPerson', display: 'Awa Diallo', identifier: { value: awa.person } },
  });
  expect((await lines(lea.patient))[0]).toMatchObject({
    actor: { kind: 'representative', id: awa.person, name: 'Awa Diallo' },
    reason: 'legal-representative',
  });
  expect((await lines(awa.patient))[0]?.actor).toMatchObject({ kind: 'patient', id: awa.person });
  expect((await mine('GET /api/profile/diseases')).entries).toMatchObject([{ author: { kind: 'patient' } }]);
});

test('Who consulted a document leaves out who asks, and names the other parent', async () => {
  const noe = await town.person('Noé Petit');
  const shown = await deposit([]);
  const [mother, father] = [await portal(awaForLea), await portal(await town.representing(noe, lea))];
  await mother('GET /api/documents/:id', { params: { id: shown } });
  const { consultations } = await father('GET /api/documents/:id/consultations', { params: { id: shown } });
  expect(consultations.map(({ who }) => who)).toContain('Awa Diallo');
  expect(consultations.map(({ who }) => who)).not.toContain('Noé Petit');
});

test('A stranger who names a space hears the same whether it is open, opposed, closed or not there, and its owner sees who tried', async () => {
  const noe = await town.person('Noé Petit');
  const heard = new Set<string>();
  for (const state of ['open', 'opposed', 'closed'] as const) {
    const other = await town.person('Ana Lima');
    await town.database.updateTable('space').set({ state }).where('patient', '=', other.patient).execute();
    heard.add(await said((await portal({ ...noe, patient: other.patient }))('GET /api/documents', {})));
    expect(await lines(other.patient)).toMatchObject([
      { actor: { kind: 'person', id: noe.person }, outcome: 'refused', reason: 'not-own-record' },
    ]);
  }
  heard.add(await said((await portal({ ...noe, patient: 'nobody' }))('GET /api/documents', {})));
  heard.add(await said((await portal({ ...noe, patient: lea.patient }))('GET /api/documents', {})));
  expect(heard.size).toBe(1);
  expect([...heard][0]).toContain('access-refused');
});

describe('Who represents a minor', () => {
  const representing = (patient: string) =>
    town.database.selectFrom('legal_representative').selectAll().where('patient', '=', patient).execute();
  const reads = (copy: Pick<Town, 'enter'>) =>
    copy
      .enter({ caller: awaForLea, action: 'disease.search', patient: lea.patient, request: 'r' }, (record) =>
        record.search('Condition', []),
      )
      .then(
        () => 'read',
        (error: { details: { code: string } }) => error.details.code,
      );
  const within = <O>(work: (transaction: Parameters<typeof endRepresentation>[0]) => Promise<O>): Promise<O> =>
    town.database.transaction().execute(work);

  test('is out at the next request once it is ended, on a copy that has just decided otherwise', async () => {
    const other = town.copy();
    expect(await reads(other)).toBe('read');
    const [row] = await representing(lea.patient);
    const end = () => within((tx) => endRepresentation(tx, row?.id ?? '', awa.person, 'left', time.clock()));
    expect(await end()).toEqual({ patient: lea.patient, person: awa.person });
    expect(await reads(other)).toBe('not-own-record');
    expect(await end()).toBeUndefined();
    await town.representing(awa, lea);
    expect(await reads(other)).toBe('read');
    expect(await representing(lea.patient)).toHaveLength(2);
  });

  test('is noted once, however often it is said', async () => {
    await Promise.all(Array.from({ length: 10 }, () => town.representing(awa, lea)));
    expect(await representing(lea.patient)).toHaveLength(1);
  });

  test('ends for all children of a person at once, and for all representatives of a child', async () => {
    const [tom, noe] = [await town.person('Tom Diallo', undefined, '2015-01-01'), await town.person('Noé Petit')];
    await town.representing(awa, tom);
    await town.representing(noe, tom);
    const both = await within((tx) =>
      endRepresentations(tx, { person: awa.person }, awa.person, 'closed', time.clock()),
    );
    expect(both.map(({ patient }) => patient).sort()).toEqual([lea.patient, tom.patient].sort());
    const last = await within((tx) =>
      endRepresentations(tx, { patient: tom.patient }, 'night', 'majority', time.clock()),
    );
    expect(last).toEqual([{ patient: tom.patient, person: noe.person }]);
  });

  test('is told of what happens in the minor’s space, and nobody else; at 18 its owner alone', async () => {
    for (const { account, person, name } of [awa, lea])
      await town.database
        .insertInto('account')
        .values({
          ...{ id: account, patient: person, identifier: `name.${account}`, password: '', mobile: null },
          email: `${name.split(' ')[0]}@maison.example`,
        })
        .execute();
    const told = async (patient: string, at: string) =>
      (await recipientsOf(town.database, patient, new Date(at))).map(({ email }) => email);
    expect(await told(lea.patient, '2026-03-02T09:00:00Z')).toEqual(['Awa@maison.example']);
    expect(await told(lea.patient, '2028-09-15T09:00:00Z')).toEqual(['Léa@maison.example']);
    expect(await told(awa.patient, '2026-03-02T09:00:00Z')).toEqual(['Awa@maison.example']);
    await within((tx) => endRepresentations(tx, { person: awa.person }, 'operator', 'removed', time.clock()));
    expect(await told(lea.patient, '2026-03-02T09:00:00Z')).toEqual([]);
  });
});
