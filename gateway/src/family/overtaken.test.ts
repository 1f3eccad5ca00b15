import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../../testing/until.ts';
import { endRepresentations } from '../access/representatives.ts';
import { moveSpace } from '../spaces/states.ts';
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
let invitation: string | undefined;
beforeEach(async () => {
  ({ awa, karim, lea } = await house.anew());
  await activate(awa);
  const traits = { name: 'Duval', firstName: 'jeanne', birthDate: karim.birth_date, nir: karim.ins, certifies: true };
  await as(awa, 'POST', `/api/family/${profileOf(lea)}/invitations`, traits);
  invitation = (await family(karim)).invitations[0]?.id;
});

const accept = (who: Parent) =>
  as(who, 'POST', `/api/family/invitations/${invitation}/acceptance`, { certifies: true });
const withdraw = (who: Parent) => as(who, 'DELETE', `/api/family/${profileOf(lea)}/invitations/${invitation}`);

/** Holds rows as an act does that is under way, until they are let go. */
async function held(statement: string, values: string[]): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: desk.url });
  await client.connect();
  await client.query('begin');
  await client.query(statement, values);
  return async () => {
    await client.query('commit');
    await client.end();
  };
}
/** Resolves when so many acts wait for what is held. */
const waiting = (count: number) =>
  until(`${count} who wait`, async () => {
    const client = new pg.Client({ connectionString: desk.url });
    await client.connect();
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    await client.end();
    return rows[0]?.count === count ? true : undefined;
  });

test('C3: Karim accepts as Awa withdraws: he is too late, and hears it in the words of that', async () => {
  const letGo = await held('select from passerelle.space where patient = $1 for update', [profileOf(lea)]);
  const withdrawing = withdraw(awa);
  await waiting(1);
  const accepting = accept(karim);
  await waiting(2);
  await letGo();
  expect((await withdrawing).statusCode).toBe(204);
  expect(codeOf(await accepting)).toBe('invitation-ended');
  expect((await inside(karim, profileOf(lea))).statusCode).toBe(403);
});

test('C3: Karim, who closes his own space as he accepts, represents nobody afterwards', async () => {
  const letGo = await held('select from passerelle.space where patient = $1 for update', [profileOf(lea)]);
  const accepting = accept(karim);
  await waiting(1);
  const at = desk.time.clock();
  const closing = desk.database.transaction().execute(async (transaction) => {
    await moveSpace(transaction, { ins: karim.ins, patient: karim.patient, to: 'closed', by: 'person', at });
    await endRepresentations(transaction, { person: karim.patient }, karim.patient, 'closed', at);
  });
  await Promise.race([closing, waiting(2)]);
  await letGo();
  await Promise.all([accepting, closing]);
  const kin = desk.database.selectFrom('legal_representative').select('ended_at');
  expect((await kin.where('person', '=', karim.patient).execute()).filter(({ ended_at }) => !ended_at)).toEqual([]);
});

test('C3: Awa, who is kept from Léa while her request waits, no longer takes the invitation back', async () => {
  const letGo = await held(
    `with locked as (select patient from passerelle.space where patient = $1 for update)
      update passerelle.legal_representative set ended_at = now() where patient in (select patient from locked)`,
    [profileOf(lea)],
  );
  const moved = desk.database
    .updateTable('space')
    .set({ version: '99' })
    .where('patient', '=', profileOf(lea))
    .execute();
  await waiting(1);
  const withdrawing = withdraw(awa);
  await waiting(2);
  await letGo();
  await moved;
  expect((await withdrawing).statusCode).toBe(403);
});

test('C3: Karim, who leaves Léa as he closes his own space, is out, and neither act fails', async () => {
  await accept(karim);
  const list = await as(karim, 'GET', `/api/family/${profileOf(lea)}/representatives`);
  const { representatives } = list.json<{ representatives: { id: string; you: boolean }[] }>();
  const row = representatives.find(({ you }) => you)?.id ?? '';
  const letGo = await held('select from passerelle.legal_representative where id = $1 for update', [row]);
  const closing = desk.database
    .transaction()
    .execute((transaction) =>
      endRepresentations(transaction, { person: karim.patient }, karim.patient, 'closed', desk.time.clock()),
    );
  await waiting(1);
  const leaving = as(karim, 'POST', `/api/family/${profileOf(lea)}/representatives/${row}/removal`);
  await waiting(2);
  await letGo();
  expect(await closing).toHaveLength(1);
  expect((await leaving).statusCode).toBe(403);
});
