import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLeasTown, type LeasTown, type MotherAndDaughter } from '../../testing/leas-town.ts';
import { recipientsOf } from '../mail/patient-notices.ts';
import { endRepresentation, endRepresentations } from './representatives.ts';

let town: LeasTown;
let { time } = {} as LeasTown;
beforeAll(async () => {
  town = await openLeasTown();
  ({ time } = town);
});
afterAll(() => town.close());

let { awa, lea, awaForLea } = {} as MotherAndDaughter;
beforeEach(async () => void ({ awa, lea, awaForLea } = await town.anew()));

describe('Who represents a minor', () => {
  const representing = (patient: string) =>
    town.database.selectFrom('legal_representative').selectAll().where('patient', '=', patient).execute();
  const reads = (copy: Pick<LeasTown, 'enter'>) =>
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
