import { dayOf, isOfAge } from '../calendar.ts';
import { derivedId } from '../derived-id.ts';
import { findInsured, type Insured } from '../spaces/insured.ts';
import { ensurePatient, patientIdOf } from '../spaces/open-space.ts';
import { lockPerson, moveSpace } from '../spaces/states.ts';
import { forEachItem } from './each.ts';
import type { NightParts, NightWork } from './parts.ts';

/** A7: opens the spaces whose notice was given a month ago and against which nobody has objected. They have no login yet. */
export const openWork: NightWork = {
  name: 'open',
  run: (parts, at) =>
    forEachItem(
      due(parts, at),
      ({ ins }) => ins,
      ({ ins }) => open(parts, ins, at),
    ),
};

const due =
  ({ database }: NightParts, at: Date) =>
  (after: string, limit: number) =>
    database
      .selectFrom('announcement')
      .select('ins')
      .where('ended_at', 'is', null)
      .where('opens_on', '<=', dayOf(at))
      .where('ins', '>', after)
      .orderBy('ins')
      .limit(limit)
      .execute();

/**
 * Under the person's lock from the look at the state to the opening: who objects at this moment is either seen, and then nothing is written
 * anywhere, or closes what has opened.
 */
async function open(parts: NightParts, ins: string, at: Date): Promise<boolean> {
  const person = await findInsured(parts.database, ins);
  if (!person) return false;
  const patient = patientIdOf(parts.secret, ins);
  const opened = await parts.database.transaction().execute(async (transaction) => {
    await lockPerson(transaction, ins);
    const space = await transaction.selectFrom('space').select('ins').where('ins', '=', ins).executeTakeFirst();
    if (space) return false;
    await ensurePatient(parts, person, patient);
    await moveSpace(transaction, { ins, patient, to: 'open', by: 'night', at });
    for (const [whom, id] of toldOf(person, at))
      await parts.tellPerson(
        { ins: whom },
        'space-opened-automatically',
        { address: parts.publicUrl },
        { id, within: transaction },
      );
    return true;
  });
  if (opened) await parts.record({ action: 'space.add', outcome: 'success', reason: 'opened-by-night', patient });
  return opened;
}

const toldOf = ({ ins, birth_date, attached_to }: Insured, at: Date): [whom: string, id: string][] =>
  (isOfAge(birth_date, at) ? [ins] : attached_to).map((whom) => [whom, derivedId('opened-by-night', ins, whom)]);
