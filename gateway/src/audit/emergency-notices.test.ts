import { afterAll, beforeAll, expect, test } from 'vitest';
import { doctor, openTown, type Town } from '../../testing/town.ts';
import { noRules } from '../access/facts.ts';
import { tellingEmergencies } from './emergency-notices.ts';

let town: Town;
beforeAll(async () => {
  const emergency = { samu: true, others: true, hidden: false };
  town = await openTown(() => () => Promise.resolve({ ...noRules, emergency }));
});
afterAll(() => town.close());

const caller = doctor({ regulation: true });
let now = new Date('2026-05-01T08:10:00Z');

async function watched() {
  const awa = await town.person('Awa Diallo');
  await town.facts.changeRules(awa.patient, () => Promise.resolve());
  const told: string[] = [];
  let broken = false;
  const notify = async (patient: string): Promise<void> => {
    if (broken) throw new Error('the queue is away');
    told.push(patient);
  };
  const enter = tellingEmergencies(town.enter, { database: town.database, notify, clock: () => now });
  const reads = (who: typeof caller) =>
    enter({ caller: who, action: 'disease.search', patient: awa.patient, request: 'r' }, (record) =>
      record.search('Condition', []),
    );
  return { awa, told, reads, enter, breakQueue: (away: boolean) => void (broken = away) };
}

test('Awa is told once when the SAMU looks through her record, and again an hour later', async () => {
  const { awa, told, reads } = await watched();
  await reads(caller);
  await reads(caller);
  expect(told).toEqual([awa.patient]);
  now = new Date('2026-05-01T09:10:00Z');
  await reads(caller);
  expect(told).toHaveLength(2);
});

test('Awa is told when a doctor breaks the glass, and not of a refusal', async () => {
  const { awa, told, enter, reads } = await watched();
  await reads(doctor()).catch(() => undefined);
  expect(told).toEqual([]);
  const attempt = { caller: doctor(), action: 'identity.break-glass', patient: awa.patient, request: 'r' } as const;
  await enter(attempt, () => Promise.resolve());
  expect(told).toEqual([awa.patient]);
});

test('A notice that could not be sent holds up nobody, and is sent at the next access', async () => {
  const { awa, told, reads, breakQueue } = await watched();
  breakQueue(true);
  await reads(caller);
  breakQueue(false);
  await reads(caller);
  expect(told).toEqual([awa.patient]);
});
