import type { Kysely } from 'kysely';
import { endRepresentation } from '../access/representatives.ts';
import type { Tables } from '../database/tables.ts';
import { derivedId } from '../derived-id.ts';
import type { NightParts } from './parts.ts';

type EndingParts = Pick<NightParts, 'database' | 'publicUrl' | 'tellPerson' | 'record'>;

export interface Ending {
  /** Of the row of `legal_representative`. */
  id: string;
  patient: string;
  reason: 'removed' | 'register';
  by: 'night' | 'operator';
  at: Date;
  /** Asked again once nobody else changes this child's representatives: what was due a moment ago may have been taken back. */
  stillDue: (transaction: Kysely<Tables>) => Promise<boolean>;
}

/** Ends one representation, and tells who represented the child until then: who goes and who stays. @returns false when it is not due any more */
export async function endWithNotice(parts: EndingParts, ending: Ending): Promise<boolean> {
  const { id, patient, reason, by, at } = ending;
  const done = await parts.database.transaction().execute(async (transaction) => {
    await transaction.selectFrom('space').select('ins').where('patient', '=', patient).forUpdate().execute();
    if (!(await ending.stillDue(transaction))) return false;
    const told = await toTell(transaction, patient);
    if (!(await endRepresentation(transaction, id, by, reason, at))) return false;
    const { first_names } = await childOf(transaction, patient);
    const values = { firstName: first_names.split(' ')[0] ?? '', address: `${parts.publicUrl}/family` };
    for (const ins of told)
      await parts.tellPerson({ ins }, 'representation-ended', values, {
        ...{ id: derivedId('representation-ended', id, ins), within: transaction },
      });
    return true;
  });
  if (done) await parts.record({ action: 'representative.remove', outcome: 'success', reason, patient });
  return done;
}

async function toTell(transaction: Kysely<Tables>, patient: string): Promise<string[]> {
  const rows = await transaction
    .selectFrom('legal_representative as kin')
    .innerJoin('space', 'space.patient', 'kin.person')
    .select('space.ins')
    .where('kin.patient', '=', patient)
    .where('kin.ended_at', 'is', null)
    .orderBy('space.ins')
    .execute();
  return rows.map(({ ins }) => ins);
}

const childOf = (transaction: Kysely<Tables>, patient: string) =>
  transaction
    .selectFrom('space')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .select('insured.first_names')
    .where('space.patient', '=', patient)
    .executeTakeFirstOrThrow();
