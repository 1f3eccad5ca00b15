import { endWithNotice } from '../../night/end-representation.ts';
import { insOf } from '../../spaces/insured.ts';
import { UsageFault, type AdminParts, type Command } from '../parts.ts';
import { masked, readWords } from '../words.ts';

/** C3: what a judgment decides and the people themselves may not. */
export const familyCommands: Record<string, Command> = {
  'families end': async (parts, given) => {
    const [child, person, ...rest] = readWords(given, {}).words;
    if (child === undefined || person === undefined || rest.length > 0)
      throw new UsageFault('families end CHILD_INS REPRESENTATIVE_INS');
    return end(parts, insOf(child), insOf(person));
  },
};

/** Ends a representation at once; who goes and who stays are told. */
async function end(parts: AdminParts, child: string, person: string): Promise<number> {
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
  parts.say(`${masked(person)} ${ended ? 'no longer represents' : 'does not represent'} ${masked(child)}`);
  if (!ended)
    await parts.record({ action: 'representative.remove', outcome: 'refused', reason: 'represents nobody there' });
  return ended ? 0 : 1;
}
