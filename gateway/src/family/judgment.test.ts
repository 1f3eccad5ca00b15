import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runAdmin } from '../admin/run.ts';
import { openAwasHouse, type AwasFamily, type AwasHouse } from './testing/awas-family.ts';
import { codeOf, type Parent } from './testing/family-house.ts';

let house: AwasHouse;
let { desk, as, family, activate, inside, profileOf } = {} as AwasHouse;
beforeAll(async () => {
  house = await openAwasHouse();
  ({ desk, as, family, activate, inside, profileOf } = house);
});
afterAll(() => house.close());

let { awa, karim, lea } = {} as AwasFamily;
beforeEach(async () => void ({ awa, karim, lea } = await house.anew()));

/** `npm run admin -- families …` on the same database. @returns its exit code */
const families = (verb: string, who: Parent): Promise<number> =>
  runAdmin(
    ['families', verb, lea.ins, who.ins],
    { DATABASE_URL: desk.url, DATA_DIR: desk.dataDir, SMTP_RELAY_URL: 'smtp://127.0.0.1:9' },
    () => undefined,
  );
const traitsOf = (who: Parent) => ({
  ...{ name: 'Duval', firstName: 'jeanne', birthDate: who.birth_date, nir: who.ins, certifies: true },
});
const inviting = (who: Parent, invited: Parent) =>
  as(who, 'POST', `/api/family/${profileOf(lea)}/invitations`, traitsOf(invited));
const waiting = async (who: Parent) => (await family(who)).invitations[0]?.id;
const accept = (who: Parent, id: string | undefined) =>
  as(who, 'POST', `/api/family/invitations/${id}/acceptance`, { certifies: true });
const isInside = async (who: Parent) => (await inside(who, profileOf(lea))).statusCode === 200;

describe('C3: After a judgment ended what Awa is to Léa, whom the register still attaches to her', () => {
  let ref: string | undefined;
  beforeEach(async () => {
    await activate(awa);
    ref = (await family(awa)).minors.find(({ profile }) => profile === profileOf(lea))?.ref;
    expect(await families('end', awa)).toBe(0);
  });
  const again = () => as(awa, 'POST', '/api/family/minors', { refs: [ref], certifies: true, acceptsTerms: true });

  test('she does not come back by a click, and Léa no longer stands on her page', async () => {
    expect((await again()).json()).toMatchObject({ results: [{ refusal: { code: 'minor-not-attached' } }] });
    expect(await isInside(awa)).toBe(false);
    expect((await family(awa)).minors.map(({ birthDate }) => birthDate)).toEqual(['2016-11-30']);
  });

  test('she comes back once a later judgment allows it, and an operator says so', async () => {
    expect(await families('allow', awa)).toBe(0);
    expect(await families('allow', awa)).toBe(1);
    expect(await isInside(awa)).toBe(false);
    expect((await again()).json()).toMatchObject({ results: [{ profile: profileOf(lea) }] });
    expect(await isInside(awa)).toBe(true);
  });

  test('nor by an invitation of the other parent, which tells nobody of the judgment', async () => {
    await desk.database
      .updateTable('insured')
      .set({ attached_to: [awa.ins, karim.ins] })
      .where('ins', '=', lea.ins)
      .execute();
    await activate(karim);
    expect((await inviting(karim, awa)).statusCode).toBe(202);
    expect((await family(awa)).invitations).toEqual([]);
    expect(await isInside(awa)).toBe(false);
  });
});

test('C3: A judgment ends an invitation that Karim has not answered, where he had left before', async () => {
  await activate(awa);
  await inviting(awa, karim);
  await accept(karim, await waiting(karim));
  const own = (await as(karim, 'GET', `/api/family/${profileOf(lea)}/representatives`)).json<{
    representatives: { id: string; you: boolean }[];
  }>();
  const row = own.representatives.find(({ you }) => you)?.id;
  await as(karim, 'POST', `/api/family/${profileOf(lea)}/representatives/${row}/removal`);
  await inviting(awa, karim);
  const id = await waiting(karim);
  expect(await families('end', karim)).toBe(0);
  expect(codeOf(await accept(karim, id))).toBe('invitation-ended');
  expect(await isInside(karim)).toBe(false);
});
