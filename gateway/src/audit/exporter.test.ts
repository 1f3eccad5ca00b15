import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEvent } from '@medplum/fhirtypes';
import { doctor, openTown, type Town } from '../../testing/town.ts';
import { accessLines } from './consultations.ts';
import { exportLines, startExporter } from './exporter.ts';

let town: Town;
beforeAll(async () => void (town = await openTown()));
afterAll(() => town.close());

const events = async (patient: string): Promise<AuditEvent[]> => {
  const { entry = [] } = await town.fhir.search('AuditEvent', [
    ['patient', patient],
    ['_count', '100'],
  ]);
  return entry.flatMap(({ resource }) => (resource?.resourceType === 'AuditEvent' ? [resource] : []));
};
const refusedReading = (patient: string) =>
  town
    .enter({ caller: doctor(), action: 'disease.search', patient, target: 'Condition', request: 'r-2' }, (record) =>
      record.search('Condition', []),
    )
    .catch(() => undefined);

test('What Awa does and what is refused to a doctor become AuditEvents, like with like, once', async () => {
  const awa = await town.person('Awa Diallo');
  for (const request of ['r-1', 'r-3'])
    await town.enter(
      { caller: awa, action: 'disease.search', patient: awa.patient, target: 'Condition', request },
      (record) => record.search('Condition', []),
    );
  await refusedReading(awa.patient);
  expect(await exportLines(town)).toBeGreaterThanOrEqual(3);
  expect(await exportLines(town)).toBe(0);
  const found = await events(awa.patient);
  expect(found).toHaveLength(2);
  expect(found.find(({ outcome }) => outcome === '0')).toMatchObject({
    ...{ type: { code: 'rest' }, subtype: [{ code: 'search' }], action: 'E' },
    agent: [{ who: { display: 'Awa Diallo' }, requestor: true }, { requestor: false }],
    entity: [
      { what: { reference: `Patient/${awa.patient}` } },
      { what: { identifier: { value: 'r-1' } } },
      { what: { identifier: { value: 'r-3' } } },
    ],
  });
  expect(found.find(({ outcome }) => outcome === '8')).toMatchObject({
    ...{ type: { code: '110113' }, subtype: [{ code: 'AuthZ-Consent' }], outcomeDesc: 'no-authorisation' },
    agent: [{ who: { identifier: { value: '10001234567' } }, altId: 'tests' }, {}],
  });
});

test('An export that was cut short is done again under the same ids', async () => {
  const awa = await town.person('Awa Diallo');
  await refusedReading(awa.patient);
  await exportLines(town);
  await town.database.updateTable('audit_line').set({ exported: false }).where('patient', '=', awa.patient).execute();
  await exportLines(town);
  expect(await events(awa.patient)).toHaveLength(1);
});

test('Who was not recognised becomes an event as well, of somebody unknown', async () => {
  const awa = await town.person('Awa Diallo');
  const actor = { kind: 'patient', id: '', name: '' };
  const action = { request: 'r', action: 'session.add', outcome: 'refused', reason: 'credentials-wrong' } as const;
  await town.guard.record({ ...action, actor, patient: awa.patient });
  const faults: Error[] = [];
  await exportLines({ ...town, report: (fault) => void faults.push(fault) });
  expect(faults).toEqual([]);
  expect(await events(awa.patient)).toMatchObject([{ agent: [{ who: { display: 'unknown' } }, {}] }]);
});

test('Another installation on the same FHIR server writes over none of them', async () => {
  const [one, two] = [await openTown(), await openTown()];
  const patients: string[] = [];
  for (const { person, enter, database } of [one, two]) {
    const { patient } = await person('Awa Diallo');
    await enter({ caller: doctor(), action: 'disease.search', patient, request: 'r' }, (record) =>
      record.search('Condition', []),
    ).catch(() => undefined);
    await exportLines({ database, fhir: one.fhir });
    patients.push(patient);
  }
  const { entry } = await one.fhir.search('AuditEvent', [['patient', patients[0] ?? '']]);
  expect(entry).toHaveLength(1);
  await one.close();
  await two.close();
});

test('With the FHIR server away nothing is marked as exported, and the next turn does it', async () => {
  const awa = await town.person('Awa Diallo');
  await refusedReading(awa.patient);
  const away = { ...town.fhir, transaction: () => Promise.reject(new Error('away')) };
  await expect(exportLines({ database: town.database, fhir: away })).rejects.toThrow('away');
  expect(await exportLines(town)).toBeGreaterThan(0);
  expect(await events(awa.patient)).toHaveLength(1);
});

test('The exporter runs by itself and ends when told', async () => {
  const awa = await town.person('Awa Diallo');
  await refusedReading(awa.patient);
  const exporter = startExporter({ ...town, every: 20 });
  await expect.poll(() => events(awa.patient), { timeout: 10_000 }).toHaveLength(1);
  await exporter.stop();
});

test('A patient’s trail is read newest first, in pages, and by what was refused', async () => {
  const awa = await town.person('Awa Diallo');
  await town.enter({ caller: awa, action: 'disease.search', patient: awa.patient, request: 'r-1' }, (record) =>
    record.search('Condition', []),
  );
  await refusedReading(awa.patient);
  const all = await accessLines(town.database, awa.patient, { page: 1, size: 50, forKin: false });
  expect(all.lines.map(({ outcome }) => outcome)).toEqual(['refused', 'success']);
  const second = await accessLines(town.database, awa.patient, { page: 2, size: 1, forKin: false });
  expect(second).toMatchObject({ total: 2, lines: [{ outcome: 'success' }] });
  const byOthers = await accessLines(town.database, awa.patient, {
    ...{ page: 1, size: 50, forKin: false },
    except: awa.person,
  });
  expect(byOthers).toMatchObject({ total: 1, lines: [{ actor: { name: 'Dr Claire Martin' } }] });
});
