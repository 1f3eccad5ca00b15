import { sql } from 'kysely';
import { endRepresentation } from '../access/representatives.ts';
import { forEachItem } from './each.ts';
import type { NightParts, NightWork } from './parts.ts';

/** C1: ends the representations that came from the register, and that the register no longer has. */
export const registerWork: NightWork = {
  name: 'register',
  run: (parts, at) =>
    forEachItem(
      detached(parts),
      ({ id }) => id,
      ({ id }) => end(parts, id, at),
    ),
};

const detached =
  ({ database }: NightParts) =>
  (after: string, limit: number) =>
    database
      .selectFrom('legal_representative as kin')
      .innerJoin('space as child', 'child.patient', 'kin.patient')
      .innerJoin('space as adult', 'adult.patient', 'kin.person')
      .innerJoin('insured', 'insured.ins', 'child.ins')
      .select('kin.id')
      .where('kin.by', '=', 'register')
      .where('kin.ended_at', 'is', null)
      .where(sql<boolean>`not adult.ins = any(insured.attached_to)`)
      .where('kin.id', '>', after)
      .orderBy('kin.id')
      .limit(limit)
      .execute();

async function end(parts: NightParts, id: string, at: Date): Promise<boolean> {
  const ended = await parts.database
    .transaction()
    .execute((transaction) => endRepresentation(transaction, id, 'night', 'register', at));
  if (!ended) return false;
  const { patient } = ended;
  await parts.record({ action: 'representative.remove', outcome: 'success', reason: 'register', patient });
  return true;
}
