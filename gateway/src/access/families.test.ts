import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { matriculeOf } from '@passerelle/fhir-mappings';
import type { Condition } from '@medplum/fhirtypes';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hiddenFromKin, openLeasTown, said, type LeasTown, type MotherAndDaughter } from '../../testing/leas-town.ts';
import { importInsured } from '../admin/insured-import.ts';

let town: LeasTown;
let { time, portal, deposit, lines } = {} as LeasTown;
beforeAll(async () => {
  town = await openLeasTown();
  ({ time, portal, deposit, lines } = town);
});
afterAll(() => town.close());

let { awa, lea, awaForLea } = {} as MotherAndDaughter;
beforeEach(async () => void ({ awa, lea, awaForLea } = await town.anew()));

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
