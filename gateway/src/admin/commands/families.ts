import type { Kysely } from 'kysely';
import { judge } from '../../access/representatives.ts';
import type { Tables } from '../../database/tables.ts';
import { endWithNotice } from '../../night/end-representation.ts';
import { insOf } from '../../spaces/insured.ts';
import { lockPerson } from '../../spaces/states.ts';
import { UsageFault, type AdminParts, type Command } from '../parts.ts';
import { masked, readWords } from '../words.ts';

/** C3: what a judgment decides and the people themselves may not. */
export const familyCommands: Record<string, Command> = {
  'families end': async (parts, given) => end(parts, pairIn(given, 'end')),
  'families allow': async (parts, given) => allow(parts, pairIn(given, 'allow')),
};

interface Pair {
  child: string;
  person: string;
}

function pairIn(given: string[], verb: string): Pair {
  const [child, person, ...rest] = readWords(given, {}).words;
  if (child === undefined || person === undefined || rest.length > 0)
    throw new UsageFault(`families ${verb} CHILD_INS REPRESENTATIVE_INS`);
  return { child: insOf(child), person: insOf(person) };
}

/** Ends a representation at once, for good whatever the register says; who goes and who stays are told. */
async function end(parts: AdminParts, { child, person }: Pair): Promise<number> {
  const barred = await judged(parts, { child, person }, true);
  const found = await parts.database
    .selectFrom('legal_representative as kin')
    .innerJoin('space as minor', 'minor.patient', 'kin.patient')
    .innerJoin('space as adult', 'adult.patient', 'kin.person')
    .select(['kin.id', 'kin.patient'])
    .where('minor.ins', '=', child)
    .where('adult.ins', '=', person)
    .where('kin.ended_at', 'is', null)
    .executeTakeFirst();
  const ended =
    found &&
    (await endWithNotice(
      { ...parts, tellPerson: await parts.openTelling() },
      {
        ...{ id: found.id, patient: found.patient, reason: 'removed', by: 'operator', at: parts.clock() },
        stillDue: () => Promise.resolve(true),
      },
    ));
  const done = ended ? 'no longer represents' : barred ? 'may no longer represent' : 'does not represent';
  parts.say(`${masked(person)} ${done} ${masked(child)}`);
  if (ended) return 0;
  await parts.record({
    action: 'representative.remove',
    ...(barred
      ? { outcome: 'success', reason: 'barred', patient: barred }
      : { outcome: 'refused', reason: 'represents nobody there' }),
  });
  return barred ? 0 : 1;
}

/** Takes back what a judgment ended: the person may represent the child again, as the register or an invitation says. */
async function allow(parts: AdminParts, { child, person }: Pair): Promise<number> {
  const allowed = await judged(parts, { child, person }, false);
  parts.say(`${masked(person)} ${allowed ? 'may represent' : 'was not kept from representing'} ${masked(child)}`);
  await parts.record({
    action: 'representative.change',
    ...(allowed
      ? { outcome: 'success', reason: 'allowed', patient: allowed }
      : { outcome: 'refused', reason: 'not barred' }),
  });
  return allowed ? 0 : 1;
}

/**
 * One hand at a time on the child's representatives, so that nobody comes back while they are sent away. An invitation that waits is withdrawn.
 * @returns the child's Patient id, or undefined when there is nothing to change
 */
const judged = (
  { database, clock }: AdminParts,
  { child, person }: Pair,
  barred: boolean,
): Promise<string | undefined> =>
  database.transaction().execute(async (transaction) => {
    await lockPerson(transaction, child);
    await transaction.selectFrom('space').select('ins').where('ins', '=', child).forUpdate().execute();
    const [minor, adult] = [await spaceOf(transaction, child), await spaceOf(transaction, person)];
    if (!minor || !adult) return undefined;
    if (barred)
      await transaction
        .updateTable('invitation')
        .set({ state: 'withdrawn', ended_at: clock() })
        .where('patient', '=', minor)
        .where('invited_ins', '=', person)
        .where('state', '=', 'waiting')
        .execute();
    return (await judge(transaction, { patient: minor, person: adult }, barred)) ? minor : undefined;
  });

const spaceOf = async (transaction: Kysely<Tables>, ins: string): Promise<string | undefined> =>
  (await transaction.selectFrom('space').select('patient').where('ins', '=', ins).executeTakeFirst())?.patient;
