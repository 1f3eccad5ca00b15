import type { Kysely } from 'kysely';
import { dayOf, isOfAge, monthAfter } from '../calendar.ts';
import { derivedId } from '../derived-id.ts';
import type { Tables } from '../database/tables.ts';
import { ownWay } from '../spaces/own-contacts.ts';
import { issueProvisionalCode, validDays } from '../spaces/provisional-codes.ts';
import { lockPerson } from '../spaces/states.ts';
import { forEachItem } from './each.ts';
import type { NightParts, NightWork } from './parts.ts';

/** A7: gives notice to everybody who has no space yet and has not been told, where the installation opens spaces by itself. */
export const announceWork: NightWork = {
  name: 'announce',
  run: async (parts, at) =>
    parts.automatic
      ? forEachItem(
          unannounced(parts),
          ({ ins }) => ins,
          (person) => announce(parts, person.ins, at),
        )
      : none,
};

const none = { done: 0, failed: 0 };

const unannounced =
  ({ database }: NightParts) =>
  (after: string, limit: number) =>
    database
      .selectFrom('insured')
      .select('ins')
      .where('ins', '>', after)
      .where((of) => of.not(of.exists(of.selectFrom('space').select('ins').whereRef('space.ins', '=', 'insured.ins'))))
      .where((of) =>
        of.not(
          of.exists(of.selectFrom('announcement as told').select('told.ins').whereRef('told.ins', '=', 'insured.ins')),
        ),
      )
      .orderBy('ins')
      .limit(limit)
      .execute();

/** Who is to open to, and has no way to be told. */
export class Unreachable extends Error {}

type AnnounceParts = Pick<NightParts, 'database' | 'tellPerson' | 'secret' | 'publicUrl' | 'record'>;

/**
 * A7: tells a person that their space opens in a month unless they object, with the code to do so; of a minor, the adults to whom the insurer
 * attaches the child. The notice and its row are there together or not at all.
 * @returns false when there is a space already, or the notice was given before, or the register does not know the person
 * @throws Unreachable when nobody could be told: no space opens to who has not heard of it
 */
export async function announce(parts: AnnounceParts, ins: string, at: Date): Promise<boolean> {
  const told = await parts.database.transaction().execute(async (transaction) => {
    await lockPerson(transaction, ins);
    const person = await toAnnounce(transaction, ins);
    if (!person) return false;
    const notice = { ins, at, opens: monthAfter(dayOf(at)), within: transaction };
    const ways = isOfAge(person.birth_date, at)
      ? [await tellOwner(parts, notice)]
      : await tellParents(parts, notice, person);
    const by = ways.find((way) => way !== 'nobody');
    if (!by) throw new Unreachable('nobody could be told');
    await transaction
      .insertInto('announcement')
      .values({ ins, announced_on: dayOf(at), opens_on: notice.opens, by: by === 'post' ? 'post' : 'email' })
      .execute();
    return true;
  });
  if (told) await parts.record({ action: 'opening.announce', outcome: 'success', reason: 'told' });
  return told;
}

async function toAnnounce(transaction: Kysely<Tables>, ins: string) {
  const space = await transaction.selectFrom('space').select('ins').where('ins', '=', ins).executeTakeFirst();
  const told = await transaction.selectFrom('announcement').select('ins').where('ins', '=', ins).executeTakeFirst();
  if (space || told) return undefined;
  return transaction
    .selectFrom('insured')
    .select(['birth_date', 'first_names', 'attached_to'])
    .where('ins', '=', ins)
    .executeTakeFirst();
}

interface Notice {
  ins: string;
  at: Date;
  /** `YYYY-MM-DD` */
  opens: string;
  within: Kysely<Tables>;
}

async function tellOwner({ tellPerson, secret, publicUrl }: AnnounceParts, { ins, at, opens, within }: Notice) {
  const code = await issueProvisionalCode({ database: within, secret, clock: () => at }, ins);
  const values = { code, days: validDays, opens, address: `${publicUrl}/open` };
  const id = derivedId('announce', ins, dayOf(at));
  return tellPerson(await ownWay(within, ins), 'opening-notice', values, { id, within });
}

async function tellParents(
  { tellPerson, publicUrl }: AnnounceParts,
  { ins, at, opens, within }: Notice,
  { first_names, attached_to }: { first_names: string; attached_to: string[] },
) {
  const values = { firstName: first_names.split(' ')[0] ?? '', opens, address: `${publicUrl}/family` };
  const ways: Awaited<ReturnType<NightParts['tellPerson']>>[] = [];
  for (const parent of attached_to) {
    const id = derivedId('announce', ins, parent, dayOf(at));
    ways.push(await tellPerson({ ins: parent }, 'opening-notice-minor', values, { id, within }));
  }
  return ways;
}
