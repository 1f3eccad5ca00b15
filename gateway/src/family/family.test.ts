import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSession } from '../auth/sessions.ts';
import { emptied, type Someone } from '../spaces/testing/front-desk.ts';
import { codeOf, openFamilyHouse, yes, type FamilyHouse, type Parent } from './testing/family-house.ts';

let house: FamilyHouse;
beforeAll(async () => void (house = await openFamilyHouse()));
afterAll(() => house.close());

let desk: FamilyHouse['desk'];
let awa: Parent;
let karim: Parent;
let lea: Someone;
let hugo: Someone;
beforeEach(async () => {
  const { mails, parent } = house;
  ({ desk } = house);
  await emptied(desk.database);
  awa = await parent();
  karim = await parent();
  lea = await desk.someone({ birth_date: '2012-05-09', attached_to: [awa.ins] });
  hugo = await desk.someone({ birth_date: '2016-11-30', attached_to: [awa.ins] });
  mails.length = 0;
});

const as: FamilyHouse['as'] = (...asked) => house.as(...asked);
const family = (who: Parent) => house.family(who);
const activate = (who: Parent, given: object = {}) => house.activate(who, given);
const inside: FamilyHouse['inside'] = (...asked) => house.inside(...asked);
const profileOf = (child: Someone) => house.profileOf(child);
const traitsOf = (who: Someone, changes: object = {}) => ({
  ...{ name: 'Duval', firstName: 'jeanne', birthDate: who.birth_date, nir: who.ins, certifies: true },
  ...changes,
});
const inviting = (who: Parent, traits: object, child = lea) =>
  as(who, 'POST', `/api/family/${profileOf(child)}/invitations`, traits);
const linesOf = (patient: string) => house.linesOf(patient);
const told = (to: Someone, words: string) => {
  const mail = house.mails.find((one) => one.to === to.email && one.subject.includes(words));
  expect(mail?.subject ?? '').toContain(words);
  return mail;
};

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
    expect(JSON.stringify(rows)).not.toMatch(/duval|jeanne|1984/i);
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
