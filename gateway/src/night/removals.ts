import { endRepresentation } from '../access/representatives.ts';
import { forEachItem } from './each.ts';
import type { NightParts, NightWork } from './parts.ts';

/** C3: ends the representations whose removal was announced and is due, unless it was withdrawn. */
export const removalsWork: NightWork = {
  name: 'removals',
  run: (parts, at) =>
    forEachItem(
      due(parts, at),
      ({ id }) => id,
      (removal) => remove(parts, removal, at),
    ),
};

const due =
  ({ database }: NightParts, at: Date) =>
  (after: string, limit: number) =>
    database
      .selectFrom('removal')
      .innerJoin('legal_representative as kin', 'kin.id', 'removal.representative')
      .select(['removal.id', 'removal.representative'])
      .where('kin.ended_at', 'is', null)
      .where('removal.withdrawn_at', 'is', null)
      .where('removal.takes_effect', '<=', at)
      .where('removal.id', '>', after)
      .orderBy('removal.id')
      .limit(limit)
      .execute();

async function remove(parts: NightParts, { representative }: { representative: string }, at: Date): Promise<boolean> {
  const ended = await parts.database
    .transaction()
    .execute((transaction) => endRepresentation(transaction, representative, 'night', 'removed', at));
  if (!ended) return false;
  const { patient } = ended;
  await parts.record({ action: 'representative.remove', outcome: 'success', reason: 'removed', patient });
  return true;
}
