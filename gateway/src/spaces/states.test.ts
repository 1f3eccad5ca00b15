import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../testing/postgres.ts';
import { insure } from '../../testing/register.ts';
import { connect } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { moveSpace, type Mover, type SpaceState } from './states.ts';

const postgres = await freshDatabase();
const database = connect(postgres.url, 20);
await migrate(database);
afterAll(async () => {
  await database.destroy();
  await postgres.drop();
});

const ins = '248063523800730';
const at = new Date('2026-03-02T09:00:00Z');
const move = (to: SpaceState, by: Mover = 'person', when = at) =>
  database.transaction().execute((tx) => moveSpace(tx, { ins, patient: 'jeanne', to, by, at: when }));
const space = () => database.selectFrom('space').selectAll().executeTakeFirst();
const ways: Record<'none' | SpaceState, () => Promise<unknown>> = {
  none: () => Promise.resolve(),
  open: () => move('open'),
  opposed: () => move('opposed'),
  closed: async () => {
    await move('open');
    await move('closed');
  },
};

beforeEach(async () => {
  await database.deleteFrom('announcement').execute();
  await database.deleteFrom('space').execute();
  await database.deleteFrom('insured').execute();
  await insure(database, { ins, birth_date: '2015-06-14' });
});

const hands: Mover[] = ['person', 'representative', 'night', 'operator'];
const allowed: [from: 'none' | SpaceState, to: SpaceState, by: Mover][] = [
  ['none', 'open', 'person'],
  ['none', 'open', 'representative'],
  ['none', 'open', 'night'],
  ['opposed', 'open', 'person'],
  ['opposed', 'open', 'representative'],
  ['closed', 'open', 'person'],
  ['closed', 'open', 'representative'],
  ['none', 'opposed', 'person'],
  ['none', 'opposed', 'representative'],
  ['open', 'closed', 'person'],
  ['open', 'closed', 'representative'],
  ['open', 'closed', 'operator'],
];
const all = (['none', 'open', 'opposed', 'closed'] as const).flatMap((from) =>
  (['open', 'opposed', 'closed'] as const).flatMap((to) => hands.map((by) => [from, to, by] as const)),
);
const isAllowed = ([from, to, by]: readonly [string, string, string]): boolean =>
  allowed.some((one) => one.join() === [from, to, by].join());

describe('A space', () => {
  test.each(all.filter(isAllowed))('that is %s becomes %s by the hand of: %s', async (from, to, by) => {
    await ways[from]();
    const before = Number((await space())?.version ?? 0);
    expect(await move(to, by)).toBe('moved');
    const after = await space();
    expect(after?.state).toBe(to);
    expect(Number(after?.version)).toBe(before + 1);
  });

  test.each(all.filter((one) => one[0] === one[1]))(
    'that is %s already stays %s, asked by: %s',
    async (from, to, by) => {
      await ways[from]();
      const before = await space();
      expect(await move(to, by)).toBe('unchanged');
      expect(await space()).toEqual(before);
    },
  );

  const refused = all.filter((one) => !isAllowed(one) && one[0] !== one[1]);
  test.each(refused)('that is %s does not become %s by the hand of: %s', async (from, to, by) => {
    await ways[from]();
    const before = await space();
    await expect(move(to, by)).rejects.toMatchObject({ code: 'space-state' });
    expect(await space()).toEqual(before);
  });

  test('that was closed is found again for ten years, and not later', async () => {
    await ways.closed();
    expect(await space()).toMatchObject({ closed_at: at, keep_until: new Date('2036-03-02T09:00:00Z') });
    await expect(move('open', 'person', new Date('2036-03-02T09:00:00Z'))).rejects.toMatchObject({
      code: 'space-state',
    });
    expect(await move('open', 'person', new Date('2036-03-02T08:59:59Z'))).toBe('moved');
    expect(await space()).toMatchObject({ closed_at: null, keep_until: null });
  });

  test.each(['open', 'opposed', 'closed'] as const)('of an adult is never %s by a representative', async (to) => {
    await database.updateTable('insured').set({ birth_date: '2008-03-02' }).execute();
    if (to !== 'opposed') await ways[to === 'open' ? 'closed' : 'open']();
    const before = await space();
    await expect(move(to, 'representative')).rejects.toMatchObject({ code: 'space-state' });
    expect(await space()).toEqual(before);
    expect(await move(to, 'representative', new Date('2026-03-01T22:59:59Z'))).toBe('moved');
  });

  test('says by whose hand it opened', async () => {
    await move('open', 'night');
    expect(await space()).toMatchObject({ opened_by: 'night', opened_at: at });
  });
});

describe('The announcement of an automatic opening', () => {
  const announce = () =>
    database
      .insertInto('announcement')
      .values({ ins, announced_on: '2026-03-02', opens_on: '2026-04-02', by: 'email' })
      .execute();
  test.each([
    ['opposed', 'person', 'opposed'],
    ['open', 'person', 'activated'],
    ['open', 'night', 'opened'],
  ] as const)('ends when the space is %s by the hand of: %s', async (to, by, how) => {
    await announce();
    await move(to, by);
    const row = await database.selectFrom('announcement').selectAll().executeTakeFirst();
    expect(row).toMatchObject({ opens_on: '2026-04-02', ended_at: at, ended_by: how });
  });

  test('never opens a space against its owner, who objects at the same moment', async () => {
    for (let round = 0; round < 25; round += 1) {
      await database.deleteFrom('space').execute();
      const [objected] = await Promise.allSettled([move('opposed'), move('open', 'night')]);
      const state = (await space())?.state;
      expect(objected.status === 'fulfilled' ? state : 'open').toBe(state);
      expect(objected.status === 'fulfilled' ? 'opposed' : 'open').toBe(state);
    }
  });
});

test('Fifty hands that open one space at once open it once', async () => {
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => move('open')));
  expect(outcomes.filter((outcome) => outcome === 'moved')).toHaveLength(1);
  expect((await space())?.version).toBe('1');
});
