import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../../testing/until.ts';
import { noRules } from '../access/facts.ts';
import { moveSpace } from './states.ts';
import { emptied, openFrontDesk, type FrontDesk, type Someone } from './testing/front-desk.ts';

let desk: FrontDesk;
let mother: Someone;
let hugo: Someone;

beforeAll(async () => {
  desk = await openFrontDesk();
}, 60_000);
afterAll(() => desk.close());
beforeEach(async () => {
  await emptied(desk.database);
  desk.mails.length = 0;
  mother = await desk.someone({ birth_date: '1975-04-02' });
  const contacts = { email: (mother.email ?? '').toUpperCase(), mobile: (mother.mobile ?? '').replace('+33', '0') };
  hugo = await desk.someone({ ...contacts, birth_date: '2007-01-09', attached_to: [mother.ins] });
});

interface Contacts {
  request: string;
  channels: { channel: string }[];
}
const contactsOf = async ({ ins: nir, card_serial: serial }: Someone): Promise<Contacts> =>
  (await desk.post('/spaces/code-contacts', { nir, serial })).json();
const waysOf = async (who: Someone) => (await contactsOf(who)).channels.map(({ channel }) => channel);
const settled = () =>
  until('the queue to empty', async () => {
    const { rows } = await sql<{ count: string }>`
      select count(*) from jobs.job where name in ('codes', 'told') and state in ('created', 'active', 'retry')`.execute(
      desk.database,
    );
    return rows[0]?.count === '0' || undefined;
  });

test('Hugo, of age, is in the register with his mother’s address and mobile: a code for him goes by post alone', async () => {
  expect(await waysOf(mother)).toEqual(['email', 'sms', 'post']);
  expect(await waysOf(hugo)).toEqual(['post']);
  for (const channel of ['email', 'sms']) {
    const { request } = await contactsOf(hugo);
    expect((await desk.post('/spaces/codes', { request, channel })).statusCode).toBe(202);
  }
  await settled();
  expect([desk.mails, desk.texts]).toEqual([[], []]);
});

test('and so it stays when the register no longer attaches him to her, if she represented him', async () => {
  await desk.database.updateTable('insured').set({ attached_to: [] }).where('ins', '=', hugo.ins).execute();
  expect(await waysOf(hugo)).toEqual(['email', 'sms', 'post']);
  const spaces = { [hugo.ins]: 'hugo', [mother.ins]: 'his-mother' };
  for (const [ins, patient] of Object.entries(spaces))
    await desk.database
      .insertInto('space')
      .values({ patient, ins, state: 'open', rules: JSON.stringify(noRules) })
      .execute();
  const at = desk.time.clock();
  const ended = { declared_at: at, ended_at: at, ended_by: 'night', reason: 'majority' } as const;
  await desk.database
    .insertInto('legal_representative')
    .values({ ...{ id: 'kin', patient: 'hugo', person: 'his-mother', since: at, by: 'register' }, ...ended })
    .execute();
  expect(await waysOf(hugo)).toEqual(['post']);
});

test('A code from before a space was closed does not open it again', async () => {
  const before = await desk.newCode(mother);
  const at = desk.time.clock();
  const move = { ins: mother.ins, patient: 'closing', by: 'person', at } as const;
  for (const to of ['open', 'closed'] as const)
    await desk.database.transaction().execute((transaction) => moveSpace(transaction, { ...move, to }));
  expect((await desk.identify(mother, before)).json()).toMatchObject({ code: 'identification-failed' });
  expect((await desk.identify(mother, await desk.newCode(mother))).json()).toMatchObject({ state: 'closed' });
});
