import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { findInsured } from '../spaces/insured.ts';
import { openSpace } from '../spaces/open-space.ts';
import { openNightHouse } from './testing/night-house.ts';

const house = await openNightHouse();
const { desk, database, night, mails, lines, someone } = house;
afterAll(house.close);
beforeEach(house.empty);

const first = '2026-03-02T02:15:00Z';
const announcements = () => database.selectFrom('announcement').selectAll().orderBy('ins').execute();
const spaces = () => database.selectFrom('space').selectAll().orderBy('ins').execute();
const codeIn = (text: string): string => /: ([A-HJKMNP-Z2-9]{12})\n/.exec(text)?.[1] ?? '';
const died = (): Error => Object.assign(new Error('terminating connection'), { code: '57P01' });

describe('A7: The night gives notice of an opening', () => {
  test('by mail, with the day of a month later and a code that opens the way, and once', async () => {
    const jeanne = await someone();
    expect(await night(first)).toMatchObject({ announce: [1, 0], open: [0, 0] });
    expect(await night(first)).toMatchObject({ announce: [0, 0] });
    await house.settled();
    expect(await announcements()).toMatchObject([
      { ins: jeanne.ins, announced_on: '2026-03-02', opens_on: '2026-04-02', by: 'email', ended_at: null },
    ]);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: jeanne.email, text: expect.stringContaining('2 avril 2026') as string });
    expect((await desk.identify(jeanne, codeIn(mails[0]?.text ?? ''))).statusCode).toBe(200);
    expect(lines).toEqual([{ action: 'opening.announce', outcome: 'success', reason: 'told' }]);
  });

  test('by post to who has no mail address, and the same letter lies there once', async () => {
    await someone({ email: null });
    const before = (await house.letters()).length;
    await night(first);
    await house.settled();
    await night(first);
    await house.settled();
    expect(await house.letters()).toHaveLength(before + 1);
    expect(await announcements()).toMatchObject([{ by: 'post' }]);
  });

  test('by post to who has just come of age, and stands in the register with a parent’s address', async () => {
    const mother = await someone();
    const hugo = await someone({ birth_date: '2008-02-01', email: mother.email, attached_to: [mother.ins] });
    expect(await night(first)).toMatchObject({ announce: [2, 0] });
    await house.settled();
    expect(mails).toHaveLength(1);
    expect((await desk.identify(mother, codeIn(mails[0]?.text ?? ''))).statusCode).toBe(200);
    expect(await database.selectFrom('letter').select('ins').execute()).toEqual([{ ins: hugo.ins }]);
  });

  test('not to who has a space, nor where the installation opens none by itself', async () => {
    const jeanne = await someone();
    const paul = await someone();
    await desk.activate(await desk.proved(jeanne));
    expect(await night(first, { automatic: false })).toMatchObject({ announce: [0, 0] });
    expect(await night(first)).toMatchObject({ announce: [1, 0] });
    expect(await announcements()).toMatchObject([{ ins: paul.ins }]);
  });

  test('and opens to nobody who could not be told', async () => {
    await someone({ email: null, address: [] });
    expect(await night(first)).toMatchObject({ announce: [0, 1] });
    expect(await announcements()).toEqual([]);
    expect(await database.selectFrom('one_time').selectAll().execute()).toEqual([]);
  });

  test('of a child’s space to the adults to whom the child is attached, without a code', async () => {
    const mother = await someone();
    const father = await someone();
    await desk.activate(await desk.proved(mother));
    await someone({ birth_date: '2015-05-05', email: null, address: [], attached_to: [mother.ins, father.ins] });
    mails.length = 0;
    expect(await night(first, {}, 'announce')).toEqual({ announce: [2, 0] });
    await house.settled();
    const told = mails.filter(({ subject }) => subject.includes('enfant'));
    expect(told.map(({ to }) => to).sort()).toEqual([mother.email, father.email].sort());
    expect(told.map(({ text }) => codeIn(text))).toEqual(['', '']);
  });
});

describe('A7: A month after the notice the night opens the space', () => {
  test.each([
    ['2026-03-02T02:15:00Z', '2026-04-01T02:15:00Z', '2026-04-02T02:15:00Z'],
    ['2026-01-31T02:15:00Z', '2026-02-27T02:15:00Z', '2026-02-28T02:15:00Z'],
    ['2026-02-28T23:30:00Z', '2026-03-31T21:30:00Z', '2026-03-31T22:30:00Z'],
  ])('told at %s: not yet at %s, and at %s', async (told, early, due) => {
    await someone();
    await night(told);
    expect(await night(early)).toMatchObject({ open: [0, 0] });
    expect(await spaces()).toEqual([]);
    expect(await night(due)).toMatchObject({ open: [1, 0] });
    expect(await spaces()).toMatchObject([{ state: 'open', opened_by: 'night', opened_at: new Date(due) }]);
  });

  test('once: the next night finds nothing to do, and nobody is told twice', async () => {
    const jeanne = await someone();
    await night(first);
    const april = '2026-04-02T02:15:00Z';
    expect(await night(april)).toMatchObject({ announce: [0, 0], open: [1, 0] });
    const before = await spaces();
    expect(await night(april)).toMatchObject({ announce: [0, 0], open: [0, 0] });
    expect(await spaces()).toEqual(before);
    await house.settled();
    expect(mails.map(({ to }) => to)).toEqual([jeanne.email, jeanne.email]);
    expect(await announcements()).toMatchObject([{ ended_by: 'opened' }]);
    expect(lines.at(-1)).toMatchObject({ action: 'space.add', reason: 'opened-by-night', patient: before[0]?.patient });
    expect(
      await database.selectFrom('night_run').selectAll().where('work', '=', 'open').orderBy('day').execute(),
    ).toMatchObject([
      { day: '2026-03-02', done: 0, failed: 0 },
      { day: '2026-04-02', done: 1, failed: 0 },
    ]);
  });

  test('and the first activation gives it a login', async () => {
    const jeanne = await someone();
    await night(first);
    await night('2026-04-02T02:15:00Z');
    expect((await desk.activate(await desk.proved(jeanne))).statusCode).toBe(201);
    expect(await desk.accountsOf(jeanne)).toHaveLength(1);
  });

  test('which leaves alone who has activated or objected meanwhile', async () => {
    const [jeanne, paul] = [await someone(), await someone()];
    await night(first);
    await desk.activate(await desk.proved(jeanne));
    await desk.post('/spaces/opposition', { opening: await desk.opening(paul), confirms: true });
    const before = await spaces();
    expect(await night('2026-04-02T02:15:00Z')).toMatchObject({ open: [0, 0] });
    expect(await spaces()).toEqual(before);
    expect(before.map(({ state }) => state).sort()).toEqual(['open', 'opposed']);
    expect((await announcements()).map(({ ended_by }) => ended_by).sort()).toEqual(['activated', 'opposed']);
  });

  test('never against who objects at the same moment, of fifty people', async () => {
    const people = [];
    for (let count = 0; count < 50; count += 1) people.push(await someone());
    await night(first);
    const openings = [];
    for (const [index, who] of people.entries())
      openings.push(
        (await desk.identify(who, await desk.newCode(who), { ip: `192.0.2.${index}` })).json<{ opening: string }>()
          .opening,
      );
    const objections = openings.map((opening, index) =>
      desk.post('/spaces/opposition', { opening, confirms: true }, { ip: `192.0.2.${index}` }),
    );
    const [, ...answers] = await Promise.all([night('2026-04-02T02:15:00Z'), ...objections]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(people.map(() => 201));
    const after = await spaces();
    expect(after).toHaveLength(50);
    expect(after.filter(({ state }) => state === 'open')).toEqual([]);
    // Who objected in time leaves no trace in the record; where the night was first, what it made is closed.
    for (const { state, patient } of after.filter((space) => space.state === 'opposed'))
      await expect(desk.fhir.read('Patient', patient), state).rejects.toMatchObject({ kind: 'missing' });
  });

  test('the next night, where the FHIR server could not be reached in this one', async () => {
    await someone();
    await night(first);
    const down = { read: () => Promise.reject(new Error('down')), update: () => Promise.reject(new Error('down')) };
    expect(await night('2026-04-02T02:15:00Z', { fhir: down })).toMatchObject({ open: [0, 1] });
    expect(await spaces()).toEqual([]);
    expect(await night('2026-04-03T02:15:00Z')).toMatchObject({ open: [1, 0] });
  });
});

describe('A night', () => {
  test('that was killed half-way is begun again, and tells everybody once', async () => {
    const people = [await someone(), await someone(), await someone(), await someone()];
    let told = 0;
    const tellPerson: typeof house.parts.tellPerson = (...words) => {
      told += 1;
      const telling = house.parts.tellPerson(...words);
      return told === 3 ? telling.then(() => Promise.reject(died())) : telling;
    };
    await expect(night(first, { tellPerson })).rejects.toThrow('terminating connection');
    expect(await announcements()).toHaveLength(2);
    expect(await night(first)).toMatchObject({ announce: [2, 0] });
    await house.settled();
    expect(mails.map(({ to }) => to).sort()).toEqual(people.map(({ email }) => email).sort());
  });

  test('goes on after somebody for whom something went wrong', async () => {
    for (let count = 0; count < 3; count += 1) await someone();
    let told = 0;
    const tellPerson: typeof house.parts.tellPerson = (...words) => {
      told += 1;
      return told === 2 ? Promise.reject(new Error('a fault')) : house.parts.tellPerson(...words);
    };
    expect(await night(first, { tellPerson })).toMatchObject({ announce: [2, 1] });
    expect(await night(first)).toMatchObject({ announce: [1, 0] });
  });

  test('is done by one copy at a time', async () => {
    for (let count = 0; count < 5; count += 1) await someone();
    const both = await Promise.all([night(first), night(first)]);
    expect(both.map(({ announce }) => announce).filter(Boolean)).toEqual([[5, 0]]);
    expect(await night(first)).toMatchObject({ announce: [0, 0] });
  });

  test('clears away what ended more than a day ago, and nothing that is still good', async () => {
    const jeanne = await someone();
    await desk.newCode(jeanne);
    const row = { purpose: 'code', subject: 'a', hash: 'h', used_at: null } as const;
    await database
      .insertInto('one_time')
      .values([
        { ...row, id: 'old', expires_at: '2026-03-01T02:00:00Z' },
        { ...row, id: 'late', expires_at: '2026-03-01T03:00:00Z' },
      ])
      .execute();
    expect(await night(first, {}, 'clear')).toEqual({ clear: [1, 0] });
    expect(await night(first, {}, 'clear')).toEqual({ clear: [0, 0] });
    const left = await database.selectFrom('one_time').select(['id', 'purpose']).execute();
    expect(left.map(({ id, purpose }) => (purpose === 'provisional' ? purpose : id)).sort()).toEqual([
      'late',
      'provisional',
    ]);
  });

  test('forgets the devices that nobody came with for half a year, but for the last of an account', async () => {
    for (const account of ['often', 'seldom']) {
      const insured = await findInsured(database, (await someone()).ins);
      if (!insured) throw new Error('not in the register');
      const patient = await openSpace(desk.parts, insured, { by: 'person' });
      const row = { id: account, identifier: account, email: `${account}@example.fr`, patient, password: '' };
      await database.insertInto('account').values(row).execute();
    }
    const seen = { name: 'Firefox', first_at: '2025-01-01T00:00:00Z' };
    await database
      .insertInto('device')
      .values([
        { ...seen, account: 'often', id: 'old', seen_at: '2025-09-01T00:00:00Z' },
        { ...seen, account: 'often', id: 'kept', seen_at: '2025-09-02T12:00:00Z' },
        { ...seen, account: 'often', id: 'new', seen_at: '2026-02-01T00:00:00Z' },
        { ...seen, account: 'seldom', id: 'older', seen_at: '2025-02-01T00:00:00Z' },
        { ...seen, account: 'seldom', id: 'last', seen_at: '2025-03-01T00:00:00Z' },
      ])
      .execute();
    expect(await night(first, {}, 'clear')).toEqual({ clear: [2, 0] });
    expect(await night(first, {}, 'clear')).toEqual({ clear: [0, 0] });
    const left = await database.selectFrom('device').select('id').orderBy('id').execute();
    expect(left.map(({ id }) => id)).toEqual(['kept', 'last', 'new']);
  });
});
