import type { Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import type { Rules } from './decision-facts.ts';
import { reasons, type Reason } from './reasons.ts';

/** A declared emergency (F3): a professional, the reason that the patient reads, and until when it holds. */
export interface EmergencyAccess {
  patient: string;
  rpps: string;
  /** 10 to 300 characters */
  reason: string;
  at: Date;
  until: Date;
}

/** Ends for good the emergency accesses that these rules no longer allow: what the patient allows again later opens none of them. */
export async function endEmergencies(
  transaction: Transaction<Tables>,
  patient: string,
  { blocked, emergency }: Rules,
): Promise<void> {
  const numbers = Object.keys(blocked);
  const ending = transaction.deleteFrom('break_glass').where('patient', '=', patient);
  if (!emergency.others) await ending.execute();
  else if (numbers.length > 0) await ending.where('rpps', 'in', numbers).execute();
}

/** @throws Problem `access-refused`: the rules changed since the decision. */
export async function keepEmergency(
  transaction: Transaction<Tables>,
  { blocked, emergency }: Rules,
  access: EmergencyAccess,
): Promise<void> {
  if (blocked[access.rpps] !== undefined) throw refused('professional-blocked');
  if (!emergency.others) throw refused('emergency-refused');
  const { reason, until } = access;
  await transaction
    .insertInto('break_glass')
    .values(access)
    .onConflict((conflict) => conflict.columns(['patient', 'rpps']).doUpdateSet({ reason, until }))
    .execute();
}

const refused = (code: Reason) => problem('access-refused', { reason: reasons[code], code });
