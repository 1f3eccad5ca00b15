import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { endRepresentations } from '../access/representatives.ts';
import { moveSpace } from '../spaces/states.ts';
import { openNightHouse } from './testing/night-house.ts';

const house = await openNightHouse();
const { desk, database, night, mails, lines, someone } = house;
afterAll(house.close);
beforeEach(house.empty);

const codeIn = (text: string): string => /: ([A-HJKMNP-Z2-9]{12})\n/.exec(text)?.[1] ?? '';
const kin = () => database.selectFrom('legal_representative').selectAll().execute();
const version = async (patient: string): Promise<number> =>
  Number(
    (await database.selectFrom('space').select('version').where('patient', '=', patient).executeTakeFirst())?.version,
  );
/** Eighteen on 10 March 2026. */
const turning = { birth_date: '2008-03-10', email: 'lea@maison.example' };

describe('A7: Who comes of age', () => {
  test('has a space of their own from midnight of Paris: the parent’s access ends, both are told, once', async () => {
    const mother = await someone();
    const lea = await someone({ ...turning, attached_to: [mother.ins] });
    const { patient } = await house.represented(lea, mother);
    const before = await version(patient);
    expect(await night('2026-03-09T22:59:00Z', {}, 'majority')).toEqual({ majority: [0, 0] });
    expect(await night('2026-03-09T23:00:00Z', {}, 'majority')).toEqual({ majority: [1, 0] });
    expect(await kin()).toMatchObject([
      { ended_by: 'night', reason: 'majority', ended_at: new Date('2026-03-09T23:00:00Z') },
    ]);
    expect(await version(patient)).toBe(before + 1);
    expect(await night('2026-03-10T23:00:00Z', {}, 'majority')).toEqual({ majority: [0, 0] });
    await house.settled();
    expect(mails.map(({ to }) => to).sort()).toEqual([mother.email, lea.email].sort());
    expect(lines).toEqual([{ action: 'representative.remove', outcome: 'success', reason: 'majority', patient }]);
  });

  test('takes the space over with the code, and finds the record again', async () => {
    const mother = await someone();
    const lea = await someone({ ...turning, attached_to: [mother.ins] });
    const { patient } = await house.represented(lea, mother);
    desk.time.pass(10 * 24 * 60);
    await night(desk.time.clock().toISOString(), {}, 'majority');
    await house.settled();
    const code = codeIn(mails.find(({ to }) => to === lea.email)?.text ?? '');
    const { opening } = (await desk.identify(lea, code)).json<{ opening: string }>();
    await desk.post('/spaces/contacts', { opening, kind: 'email' });
    const sent = desk.codeSentTo(lea.email ?? '');
    await desk.post('/spaces/contacts/verification', { opening, kind: 'email', code: sent });
    expect((await desk.activate(opening, { identifier: 'lea.duval' })).statusCode).toBe(201);
    expect(await desk.accountsOf(lea)).toMatchObject([{ patient, identifier: 'lea.duval' }]);
  });

  test('is told even when nobody represents them, for the space opened by itself', async () => {
    const mother = await someone();
    const lea = await someone({ ...turning, attached_to: [mother.ins] });
    await night('2026-01-02T02:15:00Z', {}, 'announce');
    await night('2026-02-02T02:15:00Z', {}, 'open');
    await house.settled();
    mails.length = 0;
    expect(await night('2026-03-10T02:15:00Z', {}, 'majority')).toEqual({ majority: [1, 0] });
    await house.settled();
    expect(mails.map(({ to }) => to)).toEqual([lea.email]);
  });

  test('while a parent keeps their space closed is told nothing; the parents represent them no more, and a code opens it', async () => {
    const mother = await someone();
    const lea = await someone({ ...turning, attached_to: [mother.ins] });
    const { patient } = await house.represented(lea, mother);
    const closing = { ins: lea.ins, patient, to: 'closed', by: 'representative', at: desk.time.clock() } as const;
    await database.transaction().execute((transaction) => moveSpace(transaction, closing));
    expect(await night('2026-03-10T02:15:00Z', {}, 'majority')).toEqual({ majority: [1, 0] });
    await house.settled();
    expect([mails, await kin()]).toMatchObject([[], [{ reason: 'majority', ended_by: 'night' }]]);
    expect(await night('2026-03-11T02:15:00Z', {}, 'majority')).toEqual({ majority: [0, 0] });
    desk.time.pass(10 * 24 * 60);
    expect((await desk.activate(await desk.proved(lea), { identifier: 'lea.duval' })).statusCode).toBe(201);
    expect(await desk.accountsOf(lea)).toMatchObject([{ patient }]);
  });

  test('gets the code by post where the register has a parent’s mail address for them', async () => {
    const mother = await someone();
    const shared = (mother.email ?? '').toUpperCase();
    const lea = await someone({ ...turning, email: shared, attached_to: [mother.ins] });
    await house.represented(lea, mother);
    expect(await night('2026-03-10T02:15:00Z', {}, 'majority')).toEqual({ majority: [1, 0] });
    await house.settled();
    expect(mails.map(({ text }) => codeIn(text))).toEqual(['']);
    const letter = await database.selectFrom('letter').selectAll().executeTakeFirst();
    expect(letter).toMatchObject({ ins: lea.ins, kind: 'majority-child' });
  });

  test('and so does who is no longer attached to that parent, who had left before', async () => {
    const mother = await someone();
    const lea = await someone({ ...turning, email: mother.email, attached_to: [mother.ins] });
    const { person } = await house.represented(lea, mother);
    await endRepresentations(database, { person }, person, 'left', desk.time.clock());
    await database.updateTable('insured').set({ attached_to: [] }).where('ins', '=', lea.ins).execute();
    expect(await night('2026-03-10T02:15:00Z', {}, 'majority')).toEqual({ majority: [1, 0] });
    await house.settled();
    expect(mails).toEqual([]);
    expect(await database.selectFrom('letter').select(['ins', 'kind']).execute()).toEqual([
      { ins: lea.ins, kind: 'majority-child' },
    ]);
  });

  test('is nobody who was of age when the space opened', async () => {
    await desk.activate(await desk.proved(await someone()));
    expect(await night('2026-03-10T02:15:00Z', {}, 'majority')).toEqual({ majority: [0, 0] });
  });

  test('and was born on 29 February, on 1 March', async () => {
    const mother = await someone();
    const leap = await someone({ ...turning, birth_date: '2008-02-29', attached_to: [mother.ins] });
    desk.time.pass(-40 * 24 * 60);
    await house.represented(leap, mother);
    desk.time.pass(40 * 24 * 60);
    expect(await night('2026-02-28T12:00:00Z', {}, 'majority')).toEqual({ majority: [0, 0] });
    expect(await night('2026-03-01T02:15:00Z', {}, 'majority')).toEqual({ majority: [1, 0] });
  });
});

describe('C: The night ends what has no ground any more', () => {
  test('a representation from the register that the register has no more, and not one by invitation', async () => {
    const [mother, father] = [await someone(), await someone()];
    const lea = await someone({ birth_date: '2015-05-05', attached_to: [mother.ins] });
    const { patient } = await house.represented(lea, mother);
    const { person } = await house.represented(lea, father);
    await database.updateTable('legal_representative').set({ by: 'invitation' }).where('person', '=', person).execute();
    const at = '2026-03-03T02:15:00Z';
    expect(await night(at, {}, 'register')).toEqual({ register: [0, 0] });
    await database.updateTable('insured').set({ attached_to: [] }).where('ins', '=', lea.ins).execute();
    expect(await night(at, {}, 'register')).toEqual({ register: [1, 0] });
    expect(await night(at, {}, 'register')).toEqual({ register: [0, 0] });
    expect((await kin()).map(({ reason }) => reason).sort()).toEqual([null, 'register'].sort());
    expect(lines).toEqual([{ action: 'representative.remove', outcome: 'success', reason: 'register', patient }]);
  });

  test('a representation whose removal is due, unless it was withdrawn', async () => {
    const [mother, father] = [await someone(), await someone()];
    const lea = await someone({ birth_date: '2015-05-05', attached_to: [mother.ins, father.ins] });
    await house.represented(lea, mother);
    await house.represented(lea, father);
    const [one, other] = await kin();
    const row = { asked_by: 'a', reason: 'own-wish', takes_effect: '2026-03-17T09:00:00Z' };
    await database
      .insertInto('removal')
      .values([
        { ...row, id: 'r1', representative: one?.id ?? '' },
        { ...row, id: 'r2', representative: other?.id ?? '', withdrawn_at: new Date('2026-03-10T09:00:00Z') },
      ])
      .execute();
    expect(await night('2026-03-17T02:15:00Z', {}, 'removals')).toEqual({ removals: [0, 0] });
    expect(await night('2026-03-18T02:15:00Z', {}, 'removals')).toEqual({ removals: [1, 0] });
    expect(await night('2026-03-18T02:15:00Z', {}, 'removals')).toEqual({ removals: [0, 0] });
    expect((await kin()).filter(({ ended_at }) => ended_at)).toMatchObject([{ id: one?.id, reason: 'removed' }]);
    await house.settled();
    expect(mails.map(({ to }) => to).sort()).toEqual([mother.email, father.email].sort());
  });

  test('no removal of the last representative, where who announced it has left', async () => {
    const [mother, father] = [await someone(), await someone()];
    const lea = await someone({ birth_date: '2015-05-05', attached_to: [mother.ins] });
    const { patient, person } = await house.represented(lea, mother);
    const other = await house.represented(lea, father);
    const id = (await kin()).find((row) => row.person === other.person)?.id ?? '';
    await database
      .insertInto('removal')
      .values({ id: 'r3', representative: id, asked_by: person, reason: 'asked', takes_effect: '2026-03-17T09:00:00Z' })
      .execute();
    await database
      .transaction()
      .execute((transaction) =>
        endRepresentations(transaction, { person }, person, 'left', new Date('2026-03-10T09:00:00Z')),
      );
    expect(await night('2026-03-18T02:15:00Z', {}, 'removals')).toEqual({ removals: [0, 0] });
    expect((await kin()).filter(({ ended_at }) => !ended_at)).toMatchObject([{ patient, person: other.person }]);
  });

  test('invitations that nobody answered, and those into the space of who is of age', async () => {
    const mother = await someone();
    const lea = await someone({ ...turning, attached_to: [mother.ins] });
    const hugo = await someone({ birth_date: '2015-05-05', attached_to: [mother.ins] });
    const { patient, person } = await house.represented(lea, mother);
    const child = await house.represented(hugo, mother);
    const row = { invited_by: person, invited_name_hash: 'h', hash: 'h', declared_at: '2026-03-02T09:00:00Z' };
    const waiting = {
      ...row,
      state: 'waiting',
      expires_at: '2026-03-17T09:00:00Z',
      at: '2026-03-02T09:00:00Z',
    } as const;
    await database
      .insertInto('invitation')
      .values([
        { ...waiting, id: 'lea', patient, invited_ins: null },
        { ...waiting, id: 'hugo', patient: child.patient, invited_ins: null },
      ])
      .execute();
    expect(await night('2026-03-09T02:15:00Z', {}, 'invitations')).toEqual({ invitations: [0, 0] });
    expect(await night('2026-03-10T02:15:00Z', {}, 'invitations')).toEqual({ invitations: [1, 0] });
    expect(await night('2026-03-18T02:15:00Z', {}, 'invitations')).toEqual({ invitations: [1, 0] });
    expect(await night('2026-03-18T02:15:00Z', {}, 'invitations')).toEqual({ invitations: [0, 0] });
  });
});
