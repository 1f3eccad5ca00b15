import { sql, type Kysely } from 'kysely';
import { endRepresentations } from '../access/representatives.ts';
import type { Tables } from '../database/tables.ts';
import { derivedId } from '../derived-id.ts';
import { ownWay } from '../spaces/own-contacts.ts';
import { issueProvisionalCode, validDays } from '../spaces/provisional-codes.ts';
import { lockPerson } from '../spaces/states.ts';
import { forEachItem } from './each.ts';
import { eighteenth, latestBirthOfAge } from './of-age.ts';
import type { NightParts, NightWork } from './parts.ts';

/**
 * A7: whose space was opened for them as a minor, and who is of age now. Their parents' access has ended at midnight by the policy; here its
 * rows end, both sides are told, and the new adult gets a code of their own. Of a space that a parent closed only the rows end: it stays
 * closed until its owner asks for a code, as anybody does.
 */
export const majorityWork: NightWork = {
  name: 'majority',
  run: (parts, at) =>
    forEachItem(
      ofAge(parts, at),
      ({ patient }) => patient,
      (adult) => comeOfAge(parts, adult, at),
    ),
};

const openedOn = sql<string>`to_char(space.opened_at at time zone 'Europe/Paris', 'YYYY-MM-DD')`;

interface Adult {
  patient: string;
  ins: string;
}

const ofAge =
  ({ database }: NightParts, at: Date) =>
  (after: string, limit: number) =>
    database
      .selectFrom('space')
      .innerJoin('insured', 'insured.ins', 'space.ins')
      .select(['space.patient', 'space.ins'])
      .where('space.state', 'in', ['open', 'closed'])
      .where('insured.birth_date', '<=', latestBirthOfAge(at))
      .where(openedOn, '<', eighteenth)
      .where((of) =>
        of.not(
          of.exists(of.selectFrom('majority').select('patient').whereRef('majority.patient', '=', 'space.patient')),
        ),
      )
      .where('space.patient', '>', after)
      .orderBy('space.patient')
      .limit(limit)
      .execute();

async function comeOfAge(parts: NightParts, adult: Adult, at: Date): Promise<boolean> {
  const { patient, ins } = adult;
  const done = await parts.database.transaction().execute(async (transaction) => {
    await lockPerson(transaction, ins);
    if (!(await marked(transaction, patient, at))) return false;
    const ended = await endRepresentations(transaction, { patient }, 'night', 'majority', at);
    const parents = await insOfAll(
      transaction,
      ended.map(({ person }) => person),
    );
    if (await isClosed(transaction, patient)) return true;
    await tellAdult(parts, { adult, parents, at, within: transaction });
    await tellParents(parts, { adult, parents, at, within: transaction });
    return true;
  });
  if (done) await parts.record({ action: 'representative.remove', outcome: 'success', reason: 'majority', patient });
  return done;
}

/** One statement decides who comes of age, however many nights run at once. */
async function marked(transaction: Kysely<Tables>, patient: string, at: Date): Promise<boolean> {
  const row = await transaction
    .insertInto('majority')
    .values({ patient, at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('patient')
    .executeTakeFirst();
  return row !== undefined;
}

const isClosed = async (transaction: Kysely<Tables>, patient: string): Promise<boolean> =>
  (await transaction.selectFrom('space').select('state').where('patient', '=', patient).executeTakeFirst())?.state ===
  'closed';

async function insOfAll(database: Kysely<Tables>, patients: string[]): Promise<string[]> {
  if (patients.length === 0) return [];
  const rows = await database
    .selectFrom('space')
    .select('ins')
    .where('patient', 'in', patients)
    .orderBy('ins')
    .execute();
  return rows.map(({ ins }) => ins);
}

interface Telling {
  adult: Adult;
  /** INS of those who represented them. */
  parents: string[];
  at: Date;
  within: Kysely<Tables>;
}

/** The code to a space that a parent has just left, or left long ago, goes by post where the register has that parent's address for it. */
async function tellAdult(parts: NightParts, { adult: { ins }, at, within }: Telling): Promise<void> {
  const whom = await ownWay(within, ins);
  const code = await issueProvisionalCode({ database: within, secret: parts.secret, clock: () => at }, ins);
  const values = { code, days: validDays, address: `${parts.publicUrl}/open` };
  await parts.tellPerson(whom, 'majority-child', values, { id: derivedId('majority', ins), within });
}

async function tellParents(parts: NightParts, { adult, parents, within }: Telling): Promise<void> {
  const { first_names } = await within
    .selectFrom('insured')
    .select('first_names')
    .where('ins', '=', adult.ins)
    .executeTakeFirstOrThrow();
  const values = { firstName: first_names.split(' ')[0] ?? '', address: parts.publicUrl };
  for (const ins of parents)
    await parts.tellPerson({ ins }, 'majority-parent', values, { id: derivedId('majority', adult.ins, ins), within });
}
