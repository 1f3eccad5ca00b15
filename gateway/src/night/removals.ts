import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { forEachItem } from './each.ts';
import { endWithNotice } from './end-representation.ts';
import type { NightWork } from './parts.ts';

/**
 * C3: ends the representations whose removal was announced and is due, unless it was withdrawn, or who announced it has left meanwhile: a
 * child's last representative is not removed.
 */
export const removalsWork: NightWork = {
  name: 'removals',
  run: (parts, at) =>
    forEachItem(
      (after, limit) => due(parts.database, at).where('removal.id', '>', after).limit(limit).execute(),
      ({ id }) => id,
      ({ id, representative, patient }) =>
        endWithNotice(parts, {
          ...{ id: representative, patient, reason: 'removed', by: 'night', at },
          stillDue: async (transaction) =>
            (await due(transaction, at).where('removal.id', '=', id).execute()).length > 0 &&
            (await others(transaction, patient, representative)) > 0,
        }),
    ),
};

const due = (database: Kysely<Tables>, at: Date) =>
  database
    .selectFrom('removal')
    .innerJoin('legal_representative as kin', 'kin.id', 'removal.representative')
    .select(['removal.id', 'removal.representative', 'kin.patient'])
    .where('kin.ended_at', 'is', null)
    .where('removal.withdrawn_at', 'is', null)
    .where('removal.takes_effect', '<=', at)
    .orderBy('removal.id');

async function others(transaction: Kysely<Tables>, patient: string, but: string): Promise<number> {
  const rows = await transaction
    .selectFrom('legal_representative')
    .select('id')
    .where('patient', '=', patient)
    .where('ended_at', 'is', null)
    .where('id', '!=', but)
    .execute();
  return rows.length;
}
