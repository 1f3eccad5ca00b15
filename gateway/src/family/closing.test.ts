import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { doctor } from '../../testing/town.ts';
import type { Action } from '../access/action.ts';
import type { Caller } from '../access/caller.ts';
import { emptied, type Someone } from '../spaces/testing/front-desk.ts';
import { codeOf, openFamilyHouse, unprove, yes, type FamilyHouse, type Parent } from './testing/family-house.ts';

let house: FamilyHouse;
beforeAll(async () => void (house = await openFamilyHouse()));
afterAll(() => house.close());

/** Awa, whom the register attaches, and Karim, whom she invited, represent Léa; Inès is attached as well, and has done nothing yet. */
let [awa, karim, ines]: Parent[] = [];
let lea: Someone;
let profile: string;
beforeEach(async () => {
  await emptied(house.desk.database);
  [awa, karim, ines] = [await house.parent(), await house.parent(), await house.parent()];
  lea = await house.desk.someone({ birth_date: '2012-05-09', attached_to: [mother().ins, ines.ins] });
  profile = house.profileOf(lea);
  await house.activate(mother());
  const traits = { name: 'Duval', firstName: 'Jeanne', birthDate: father().birth_date, nir: father().ins };
  await house.as(mother(), 'POST', `/api/family/${profile}/invitations`, { ...traits, certifies: true });
  const [invitation] = (await house.family(father())).invitations;
  await house.as(father(), 'POST', `/api/family/invitations/${invitation?.id}/acceptance`, { certifies: true });
  house.mails.length = 0;
});
const mother = () => awa as Parent;
const father = () => karim as Parent;
const other = () => ines as Parent;

const closing = (who: Parent, firstName = 'jeanne', at = house.copies[0]) =>
  house.as(who, 'POST', `/api/family/${profile}/closing`, { firstName }, { at });
const space = async () =>
  (await house.desk.spaceOf(lea)) as NonNullable<Awaited<ReturnType<typeof house.desk.spaceOf>>>;
const childOf = async (who: Parent) => (await house.family(who)).minors[0];
const announceRemovalOf = async (who: Parent) => {
  const { database, time } = house.desk;
  const kin = database.selectFrom('legal_representative').select('id').where('person', '=', who.patient);
  const { id } = await kin.where('patient', '=', profile).executeTakeFirstOrThrow();
  const row = { id: randomUUID(), representative: id, asked_by: mother().patient, reason: 'asked' };
  await database
    .insertInto('removal')
    .values({ ...row, takes_effect: new Date(time.clock().getTime() + 1) })
    .execute();
};
const bridge: Caller = { kind: 'bridge', sender: 'hospital.example' };
const enters = ({ guard }: FamilyHouse['copies'][number], caller: Caller, action: Action) =>
  guard
    .perform({ caller, action, patient: profile, request: 'door' }, () => Promise.resolve('entered'))
    .catch((error: { code?: string }) => error.code);

describe('F5: A representative closes a child’s space', () => {
  test('and every door is shut at once, on every copy, for the other parent, for software and for mail', async () => {
    const doors = async () => [
      ...(await Promise.all(
        house.copies.flatMap((copy) => [mother(), father()].map((who) => house.inside(who, profile, copy))),
      ).then((answers) => answers.map(({ statusCode }) => statusCode))),
      ...(await Promise.all(
        house.copies.flatMap((copy) => [
          enters(copy, doctor(), 'measure.add'),
          enters(copy, doctor(), 'identity.search'),
          enters(copy, bridge, 'message.add'),
        ]),
      )),
    ];
    expect(await doors()).toEqual([...Array(4).fill(200), ...Array(6).fill('entered')]);
    const answer = await closing(father());
    expect(answer.statusCode).toBe(200);
    expect(await doors()).toEqual([...Array(4).fill(403), ...Array(6).fill('access-refused')]);
    const { code, keptUntil } = answer.json<{ code: string; keptUntil: string }>();
    expect(keptUntil.slice(0, 4)).toBe('2036');
    const check = await house.desk.post('/certificates/check', { code });
    expect(check.json()).toMatchObject({
      kind: 'closing',
      inForce: true,
      insShown: expect.stringMatching(/^\d•+\d\d$/),
    });
  });

  test('and whoever represents or is attached is told, by a mail that names nobody but the child’s first name', async () => {
    await closing(father());
    const told = house.mails.filter(({ subject }) => subject === 'L’espace de santé d’un enfant est fermé');
    expect(told.map(({ to }) => to).sort()).toEqual([mother(), father(), other()].map(({ email }) => email).sort());
    for (const { text } of told) {
      expect(text).toContain('L’espace de santé de Jeanne est fermé');
      expect(text).not.toMatch(/DUVAL|LEROY|\d{13}/);
    }
    expect(house.mails).toHaveLength(3);
  });

  test('but not whom a judgment keeps from the child, though the register attaches them still', async () => {
    await house.desk.database
      .updateTable('legal_representative')
      .set({ barred: true, ended_at: house.desk.time.clock(), ended_by: 'operator', reason: 'removed' })
      .where('person', '=', mother().patient)
      .execute();
    expect((await closing(father())).statusCode).toBe(200);
    expect(house.mails.map(({ to }) => to).sort()).toEqual([father(), other()].map(({ email }) => email).sort());
  });

  test('and both parents’ pages say so, with the day until which the record is kept; the audit says who', async () => {
    await closing(father());
    const closed = { profile, at: (await space()).closed_at?.toISOString(), keptUntil: '2036-03-02T09:00:00.000Z' };
    for (const who of [mother(), father()]) {
      expect(await childOf(who)).toMatchObject({ state: 'closed', representatives: 2, closed });
      expect((await house.family(who)).profiles.map(({ own }) => own)).toEqual([true]);
    }
    expect(await childOf(other())).not.toHaveProperty('closed');
    const line = (await house.linesOf(profile)).find(({ action }) => action === 'space.remove');
    expect(line).toMatchObject({ outcome: 'success', reason: 'closed' });
    expect(line?.actor).toMatchObject({ kind: 'representative', id: father().patient });
  });

  test('whose prepared copies are deleted, and nothing else: rules, notices and representatives stay', async () => {
    const { database } = house.desk;
    const rules = { ...(await space()).rules, blocked: { '10001234567': '2026-01-01' } };
    await database
      .updateTable('space')
      .set({ rules: JSON.stringify(rules) })
      .where('patient', '=', profile)
      .execute();
    for (const { account, patient } of [mother(), father()]) {
      const row = { account, state: 'ready' as const, at: house.desk.time.clock() };
      const copies = [profile, patient].map((of) => ({ ...row, id: randomUUID(), patient: of }));
      await database.insertInto('export').values(copies).execute();
      await database
        .insertInto('notification')
        .values({ account, patient: profile, kind: 'new-message', wanted: false })
        .execute();
    }
    await closing(mother());
    const left = await database.selectFrom('export').select('patient').execute();
    expect(left.map(({ patient }) => patient).sort()).toEqual([mother().patient, father().patient].sort());
    await house.activate(father());
    expect((await space()).rules).toEqual(rules);
    expect(await database.selectFrom('notification').selectAll().execute()).toHaveLength(2);
    expect((await house.inside(mother(), profile)).statusCode).toBe(200);
  });

  test('not without a proof, nor another name, nor by who does not represent the child: nothing changes', async () => {
    await unprove(house, father());
    const refused = [
      await closing(father()),
      await closing(mother(), 'Jeanine'),
      await closing(other()),
      await house.as(other(), 'POST', '/api/family/c0ffee/closing', { firstName: 'Jeanne' }),
      await house.as(mother(), 'POST', `/api/family/${mother().patient}/closing`, { firstName: 'Jeanne' }),
    ];
    expect(refused.map(codeOf)).toEqual([
      ...['proof-required', 'closing-name-wrong', 'access-refused', 'access-refused', 'access-refused'],
    ]);
    expect(refused[1]?.json<{ fields: { field: string }[] }>().fields[0]?.field).toBe('firstName');
    expect(await space()).toMatchObject({ state: 'open' });
    expect(house.mails).toEqual([]);
    expect((await house.linesOf(profile))[0]).toMatchObject({ action: 'space.remove', outcome: 'refused' });
    expect((await closing(mother(), ' JEANNE ')).statusCode).toBe(200);
  });

  test('not by who is about to be removed, who does not open it again either', async () => {
    await announceRemovalOf(father());
    expect(codeOf(await closing(father()))).toBe('representation-ending');
    expect((await house.inside(father(), profile)).statusCode).toBe(200);
    await closing(mother());
    expect((await house.activate(father())).json()).toMatchObject({
      results: [{ refusal: { code: 'representation-ending' } }],
    });
    expect(await space()).toMatchObject({ state: 'closed' });
    await house.desk.database.updateTable('removal').set({ withdrawn_at: house.desk.time.clock() }).execute();
    expect((await house.activate(father())).json()).toMatchObject({ results: [{ profile }] });
  });

  test('asked again, or by the other parent as well, it is one closing told once, with a certificate for each', async () => {
    const first = (await closing(mother())).json<{ at: string; code: string }>();
    house.desk.time.pass(5);
    const again = await closing(mother());
    const both = await closing(father(), 'Jeanne', house.copies[1]);
    house.desk.time.pass(-5);
    for (const answer of [again, both]) expect(answer.json()).toMatchObject({ at: first.at });
    const codes = new Set([first.code, codeOf(again), codeOf(both)]);
    expect(codes.size).toBe(3);
    for (const code of codes)
      expect((await house.desk.post('/certificates/check', { code })).json()).toMatchObject({ inForce: true });
    expect(house.mails).toHaveLength(3);
    await closing(mother());
    await closing(mother());
    expect(codeOf(await closing(mother()))).toBe('space-state');
  });
});

describe('C1: A child’s space that was closed', () => {
  test('opens again from the family page by any representative, with the declaration, and the others are told', async () => {
    await closing(mother());
    house.mails.length = 0;
    expect(codeOf(await house.activate(father(), { certifies: false }))).toBe('declaration-required');
    expect((await house.activate(father())).json()).toMatchObject({ results: [{ profile }] });
    for (const who of [mother(), father()]) expect((await house.inside(who, profile)).statusCode).toBe(200);
    expect(await space()).toMatchObject({ state: 'open', closed_at: null, keep_until: null });
    expect(house.mails.map(({ subject }) => subject)).toEqual(
      Array(3).fill('L’espace de santé d’un enfant est ouvert'),
    );
  });

  test('opens no more once the record’s ten years are over', async () => {
    await closing(mother());
    await house.desk.database
      .updateTable('space')
      .set({ keep_until: house.desk.time.clock() })
      .where('patient', '=', profile)
      .execute();
    expect((await house.activate(mother())).json()).toMatchObject({ results: [{ refusal: { code: 'space-state' } }] });
  });

  test('is its owner’s alone from the eighteenth birthday on: a new code opens it, and no parent does', async () => {
    const { database } = house.desk;
    const [minor] = (await house.family(mother())).minors;
    await closing(mother());
    await database.updateTable('insured').set({ birth_date: '2008-03-01' }).where('ins', '=', lea.ins).execute();
    expect((await house.family(mother())).minors).toEqual([]);
    const late = await house.as(mother(), 'POST', '/api/family/minors', { refs: [minor?.ref], ...yes });
    expect(late.json()).toMatchObject({ results: [{ refusal: { code: 'minor-not-attached' } }] });
    expect(codeOf(await closing(mother()))).toBe('access-refused');
    const opened = await house.desk.activate(await house.desk.proved(lea), { identifier: 'jeanne.majeure' });
    expect(opened.statusCode).toBe(201);
    expect(await space()).toMatchObject({ state: 'open', patient: profile });
    for (const who of [mother(), father()]) expect((await house.inside(who, profile)).statusCode).toBe(403);
    expect(codeOf(await closing(mother()))).toBe('access-refused');
  });

  test('ends in one state when both parents close it, and one opens it, all at once', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [minor] = (await house.family(mother())).minors;
      await house.as(mother(), 'POST', '/api/family/minors', { refs: [minor?.ref], ...yes });
      const answers = await Promise.all([
        closing(mother()),
        closing(father(), 'Jeanne', house.copies[1]),
        house.activate(father()),
        closing(father()),
        house.activate(other()),
      ]);
      expect(answers.map(({ statusCode }) => statusCode).filter((status) => status >= 500)).toEqual([]);
      const { state } = await space();
      const isIn = [mother(), father()].map((who) => house.inside(who, profile));
      const expected = state === 'open' ? 200 : 403;
      expect((await Promise.all(isIn)).map(({ statusCode }) => statusCode)).toEqual([expected, expected]);
      await house.desk.database.deleteFrom('certificate').execute();
    }
  }, 60_000);
});
