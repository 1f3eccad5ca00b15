import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Someone } from '../spaces/testing/front-desk.ts';
import { openAwasHouse, type AwasFamily, type AwasHouse } from './testing/awas-family.ts';
import { codeOf, type Parent } from './testing/family-house.ts';

let house: AwasHouse;
let { desk, as, family, activate, inside, profileOf, linesOf, told } = {} as AwasHouse;
beforeAll(async () => {
  house = await openAwasHouse();
  ({ desk, as, family, activate, inside, profileOf, linesOf, told } = house);
});
afterAll(() => house.close());

let { awa, karim, lea, hugo } = {} as AwasFamily;
beforeEach(async () => void ({ awa, karim, lea, hugo } = await house.anew()));

const traitsOf = (who: Someone, changes: object = {}) => ({
  ...{ name: 'Duval', firstName: 'jeanne', birthDate: who.birth_date, nir: who.ins, certifies: true },
  ...changes,
});
const inviting = (who: Parent, traits: object, child = lea) =>
  as(who, 'POST', `/api/family/${profileOf(child)}/invitations`, traits);

describe('C3: Awa invites the second representative', () => {
  beforeEach(async () => {
    await activate(awa);
  });
  const waiting = async (who: Parent) => (await family(who)).invitations;
  const accept = (who: Parent, id: string | undefined, certifies = true) =>
    as(who, 'POST', `/api/family/invitations/${id}/acceptance`, { certifies });

  test('Karim finds it in his space, by a mail that names nobody, and enters after his own declaration', async () => {
    const sent = await inviting(awa, traitsOf(karim, { name: 'DUVÂL' }));
    expect([sent.statusCode, Object.keys(sent.json<object>())]).toEqual([202, ['expiresAt']]);
    const mail = told(karim, 'invitation');
    expect(mail?.text).not.toMatch(/Jeanne|DUVAL|Duval/);
    const [invitation] = await waiting(karim);
    expect(invitation).toMatchObject({ firstName: 'Jeanne', by: 'Jeanne DUVAL' });
    expect((await inside(karim, profileOf(lea))).statusCode).toBe(403);
    expect(codeOf(await accept(karim, invitation?.id, false))).toBe('declaration-required');
    expect((await accept(karim, invitation?.id)).json()).toEqual({ profile: profileOf(lea) });
    expect((await inside(karim, profileOf(lea))).statusCode).toBe(200);
    expect((await inside(karim, profileOf(hugo))).statusCode).toBe(403);
    told(awa, 'Un autre représentant légal');
    expect((await family(karim)).minors).toMatchObject([{ state: 'active', representatives: 2 }]);
  });

  test.each([
    ['nobody’s NIR', { nir: '279035121518989' }],
    ['another surname', { name: 'Martin' }],
    ['another first name', { firstName: 'Paul' }],
    ['another birth date', { birthDate: '1984-02-02' }],
  ])('%s: the same answer and the same sight afterwards, and nobody is told', async (_, changes) => {
    const known = await inviting(awa, traitsOf(karim), hugo);
    const answer = await inviting(awa, traitsOf(karim, changes));
    expect([answer.statusCode, answer.json()]).toEqual([known.statusCode, known.json()]);
    const seen = await Promise.all(
      [lea, hugo].map(async (child) => {
        const list = await as(awa, 'GET', `/api/family/${profileOf(child)}/representatives`);
        const { id, ...rest } = list.json<{ invitation: { id: string } }>().invitation;
        return [rest, typeof id];
      }),
    );
    expect(seen[0]).toEqual(seen[1]);
    expect(await waiting(karim)).toHaveLength(1);
    const shape = ({ action, outcome, reason }: Awaited<ReturnType<typeof linesOf>>[number]) =>
      action === 'invitation.add' ? [outcome, reason] : [];
    expect((await linesOf(profileOf(lea))).flatMap(shape)).toEqual((await linesOf(profileOf(hugo))).flatMap(shape));
  });

  test('somebody without a space is not told either, and the answer is the same', async () => {
    const absent = await desk.someone({ birth_date: '1984-02-01' });
    expect((await inviting(awa, traitsOf(absent))).statusCode).toBe(202);
    const rows = await desk.database.selectFrom('invitation').selectAll().execute();
    expect(rows.at(-1)).toMatchObject({ invited_ins: null });
    expect(JSON.stringify(rows)).not.toMatch(/duval|jeanne|1984-02-01|19840201/i);
  });

  test('a person who does not represent the child invites nobody, and the child’s log shows the try', async () => {
    const answer = await inviting(karim, traitsOf(karim));
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'access-refused']);
    expect(
      await desk.database.selectFrom('invitation').select('id').where('patient', '=', profileOf(lea)).execute(),
    ).toEqual([]);
    expect((await linesOf(profileOf(lea)))[0]).toMatchObject({ action: 'invitation.add', outcome: 'refused' });
  });

  test('only after a fresh proof, and three times a day at most', async () => {
    await inviting(awa, traitsOf(karim));
    expect(codeOf(await inviting(awa, traitsOf(karim, { name: 'Martin' })))).toBe('invitation-waiting');
    expect((await inviting(awa, traitsOf(karim))).statusCode).toBe(202);
    expect(codeOf(await inviting(awa, traitsOf(karim)))).toBe('attempts-exceeded');
    await desk.database.updateTable('session').set({ proved_at: null }).execute();
    expect(codeOf(await inviting(awa, traitsOf(karim)))).toBe('proof-required');
  });

  test('fifty acceptances at once are one', async () => {
    await inviting(awa, traitsOf(karim));
    const [invitation] = await waiting(karim);
    const answers = await Promise.all(Array.from({ length: 50 }, () => accept(karim, invitation?.id)));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 410]));
    const rows = await desk.database
      .selectFrom('legal_representative')
      .select('id')
      .where('person', '=', karim.patient)
      .execute();
    expect(rows).toHaveLength(1);
  });

  test('a third person is one too many; an answer to another’s invitation is none', async () => {
    const third = await house.parent();
    await inviting(awa, traitsOf(karim));
    const [invitation] = await waiting(karim);
    expect(codeOf(await accept(third, invitation?.id))).toBe('resource-not-found');
    await accept(karim, invitation?.id);
    expect(codeOf(await inviting(awa, traitsOf(third)))).toBe('representative-limit');
  });

  test('Karim refuses: Awa is told, and he stays outside', async () => {
    await inviting(awa, traitsOf(karim));
    const [invitation] = await waiting(karim);
    const answer = await as(karim, 'POST', `/api/family/invitations/${invitation?.id}/refusal`);
    expect(answer.statusCode).toBe(204);
    told(awa, 'refusée');
    expect(codeOf(await accept(karim, invitation?.id))).toBe('invitation-ended');
    expect((await inside(karim, profileOf(lea))).statusCode).toBe(403);
  });

  test('after 15 days, or once withdrawn, it is no more', async () => {
    await inviting(awa, traitsOf(karim));
    const [invitation] = await waiting(karim);
    await desk.database.updateTable('invitation').set({ expires_at: desk.time.clock() }).execute();
    expect(await waiting(karim)).toEqual([]);
    expect(codeOf(await accept(karim, invitation?.id))).toBe('invitation-ended');
    await inviting(awa, traitsOf(karim));
    const [next] = await waiting(karim);
    const url = `/api/family/${profileOf(lea)}/invitations/${next?.id}`;
    expect((await as(karim, 'DELETE', url)).statusCode).toBe(403);
    expect((await as(awa, 'DELETE', url)).statusCode).toBe(204);
    expect(codeOf(await accept(karim, next?.id))).toBe('invitation-ended');
  });

  describe('and both represent Léa', () => {
    const list = async (who: Parent) =>
      (await as(who, 'GET', `/api/family/${profileOf(lea)}/representatives`)).json<{
        representatives: {
          id: string;
          you: boolean;
          removable: boolean;
          removal?: { id: string; takesEffect: string };
        }[];
      }>().representatives;
    const rowOf = async (who: Parent) => (await list(who)).find(({ you }) => you)?.id;
    const removing = (who: Parent, id: string | undefined) =>
      as(who, 'POST', `/api/family/${profileOf(lea)}/representatives/${id}/removal`);
    beforeEach(async () => {
      await inviting(awa, traitsOf(karim));
      await accept(karim, (await waiting(karim))[0]?.id);
    });

    test('Karim leaves at once, on every copy: his next request is refused there too', async () => {
      expect((await inside(karim, profileOf(lea), house.copies[1])).statusCode).toBe(200);
      expect((await removing(karim, await rowOf(karim))).statusCode).toBe(200);
      expect((await inside(karim, profileOf(lea), house.copies[1])).statusCode).toBe(403);
      expect((await family(karim)).minors).toEqual([]);
      told(awa, 'n’a plus accès');
    });

    test('Awa has him removed in 15 days; both are told, and she can take it back', async () => {
      const answer = await removing(awa, await rowOf(karim));
      expect(answer.json<{ takesEffect: string }>().takesEffect.slice(0, 10)).toBe('2026-03-17');
      for (const who of [awa, karim]) told(who, 'prendre fin');
      expect((await inside(karim, profileOf(lea))).statusCode).toBe(200);
      const removal = (await list(karim)).find(({ you }) => you)?.removal;
      const url = `/api/family/${profileOf(lea)}/removals/${removal?.id}`;
      expect((await as(karim, 'DELETE', url)).statusCode).toBe(404);
      expect((await as(awa, 'DELETE', url)).statusCode).toBe(204);
      expect((await list(karim)).some((row) => row.removal)).toBe(false);
    });

    test('who was invited does not remove who is attached by the register, and the last one stays', async () => {
      expect(codeOf(await removing(karim, await rowOf(awa)))).toBe('removal-not-yours');
      await removing(karim, await rowOf(karim));
      expect(codeOf(await removing(awa, await rowOf(awa)))).toBe('representative-last');
    });
  });
});
