import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSession } from '../auth/sessions.ts';
import { openAwasHouse, type AwasFamily, type AwasHouse } from './testing/awas-family.ts';
import { codeOf, yes } from './testing/family-house.ts';

let house: AwasHouse;
let { desk, as, family, activate, inside, profileOf, linesOf, told } = {} as AwasHouse;
beforeAll(async () => {
  house = await openAwasHouse();
  ({ desk, as, family, activate, inside, profileOf, linesOf, told } = house);
});
afterAll(() => house.close());

let { awa, karim, lea, hugo } = {} as AwasFamily;
beforeEach(async () => void ({ awa, karim, lea, hugo } = await house.anew()));

describe('C1: Awa activates the spaces of her children', () => {
  test('sees those whom the register attaches to her with their state, and not a NIR in their references', async () => {
    await desk.someone({ birth_date: '2001-01-01', attached_to: [awa.ins] });
    const { minors, profiles } = await family(awa);
    expect(minors.map(({ birthDate, state, representatives }) => [birthDate, state, representatives])).toEqual([
      ['2012-05-09', 'to-activate', 0],
      ['2016-11-30', 'to-activate', 0],
    ]);
    expect(JSON.stringify(minors)).not.toContain(lea.ins);
    expect(profiles).toMatchObject([{ profile: awa.patient, own: true }]);
    expect((await family(karim)).minors).toEqual([]);
  });

  test('activates both at once, is in their spaces at the next request, and is told', async () => {
    const answer = await activate(awa);
    expect(answer.json<{ results: { profile: string }[] }>().results.map(({ profile }) => profile)).toEqual([
      profileOf(lea),
      profileOf(hugo),
    ]);
    expect((await family(awa)).minors.map(({ state }) => state)).toEqual(['active', 'active']);
    for (const child of [lea, hugo]) expect((await inside(awa, profileOf(child))).statusCode).toBe(200);
    told(awa, 'est ouvert');
    const lines = await linesOf(profileOf(lea));
    expect(lines.find(({ action }) => action === 'space.add')).toMatchObject({
      ...{ outcome: 'success', reason: 'activated', actor: { kind: 'representative' } },
    });
  });

  test('does so again, or five times at once, and represents each child once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => activate(awa)));
    const rows = await desk.database.selectFrom('legal_representative').selectAll().execute();
    expect(rows.filter(({ person }) => person === awa.patient)).toHaveLength(2);
  });

  test.each([
    [{ certifies: false }, 'certifies'],
    [{ acceptsTerms: false }, 'acceptsTerms'],
  ])('not without the declaration: %j', async (given, field) => {
    const answer = await activate(awa, given);
    expect([answer.statusCode, codeOf(answer)]).toEqual([422, 'declaration-required']);
    expect(answer.json<{ fields: { field: string }[] }>().fields[0]?.field).toBe(field);
    expect((await family(awa)).minors.map(({ state }) => state)).toEqual(['to-activate', 'to-activate']);
  });

  test('one that cannot be stops no other: somebody else’s reference opens nothing', async () => {
    const [own] = (await family(awa)).minors;
    const answer = await as(karim, 'POST', '/api/family/minors', { refs: [own?.ref], ...yes });
    expect(answer.json()).toMatchObject({ results: [{ refusal: { code: 'minor-not-attached' } }] });
    const mixed = await as(awa, 'POST', '/api/family/minors', { refs: ['0'.repeat(32), own?.ref], ...yes });
    expect(mixed.json()).toMatchObject({
      results: [{ refusal: { code: 'minor-not-attached' } }, { profile: profileOf(lea) }],
    });
  });

  test('the other parent of the register enters the same space, and she is told; a third would be one too many', async () => {
    const third = await house.parent();
    await desk.database
      .updateTable('insured')
      .set({ attached_to: [awa.ins, karim.ins, third.ins] })
      .where('ins', '=', lea.ins)
      .execute();
    await activate(awa);
    expect((await family(karim)).minors).toMatchObject([{ state: 'to-activate', representatives: 1 }]);
    await activate(karim);
    told(awa, 'Un autre représentant légal');
    expect((await inside(karim, profileOf(lea))).statusCode).toBe(200);
    expect((await activate(third)).json()).toMatchObject({ results: [{ refusal: { code: 'representative-limit' } }] });
    expect((await inside(third, profileOf(lea))).statusCode).toBe(403);
  });

  test('refuses one with a certificate, and may come back to it', async () => {
    const [first] = (await family(awa)).minors;
    const url = `/api/family/minors/${first?.ref}/opposition`;
    expect(codeOf(await as(awa, 'POST', url, { certifies: false, confirms: true }))).toBe('declaration-required');
    const answer = await as(awa, 'POST', url, { certifies: true, confirms: true });
    expect([answer.statusCode, Object.keys(answer.json<object>())]).toEqual([201, ['certificate', 'code', 'at']]);
    expect((await family(awa)).minors[0]).toMatchObject({ state: 'opposed' });
    expect((await inside(awa, profileOf(lea))).statusCode).toBe(403);
    told(awa, 'refusé');
    await activate(awa);
    expect((await family(awa)).minors[0]).toMatchObject({ state: 'active' });
    expect(codeOf(await as(awa, 'POST', url, { certifies: true, confirms: true }))).toBe('space-state');
  });

  test('is out at midnight of the eighteenth birthday', async () => {
    const nina = await desk.someone({ birth_date: '2008-03-10', attached_to: [awa.ins] });
    await activate(awa);
    expect((await inside(awa, profileOf(nina))).statusCode).toBe(200);
    const start = desk.time.clock();
    desk.time.pass(8 * 24 * 60);
    const session = await openSession(desk.database, desk.time.clock(), {
      kind: 'patient',
      account: awa.account,
    });
    const later = { ...awa, session: session.token };
    expect((await inside(later, profileOf(nina))).statusCode).toBe(403);
    expect((await family(later)).minors.map(({ birthDate }) => birthDate)).not.toContain('2008-03-10');
    desk.time.pass((start.getTime() - desk.time.clock().getTime()) / 60_000);
  });
});

describe('C2: A request that names a space', () => {
  test('of a child whom one does not represent is refused, in the words of a space that there is not, and audited', async () => {
    await activate(awa);
    const refused = await inside(karim, profileOf(lea));
    const nobody = await inside(karim, 'c0ffee');
    expect([refused.statusCode, nobody.statusCode]).toEqual([403, 403]);
    expect(without(refused)).toEqual(without(nobody));
    const [line] = await linesOf(profileOf(lea));
    expect(line).toMatchObject({ outcome: 'refused', reason: 'not-own-record', actor: { kind: 'person' } });
  });

  test('is for that space alone: two windows are in two', async () => {
    await activate(awa);
    const spaces = [profileOf(lea), profileOf(hugo), awa.patient];
    const answers = await Promise.all(spaces.map((profile) => inside(awa, profile)));
    expect(answers.map((answer) => answer.json<{ patient: string }>().patient)).toEqual(spaces);
  });
});

const without = (answer: { json: <T>() => T }) => {
  const { reference, ...rest } = answer.json<{ reference: string }>();
  return [rest, typeof reference];
};
