import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { forEachItem } from './each.ts';
import { endWithNotice } from './end-representation.ts';
import type { NightWork } from './parts.ts';

/** C1: ends the representations that came from the register, and that the register no longer has. */
export const registerWork: NightWork = {
  name: 'register',
  run: (parts, at) =>
    forEachItem(
      (after, limit) => detached(parts.database).where('kin.id', '>', after).limit(limit).execute(),
      ({ id }) => id,
      ({ id, patient }) =>
        endWithNotice(parts, {
          ...{ id, patient, reason: 'register', by: 'night', at },
          stillDue: async (transaction) => (await detached(transaction).where('kin.id', '=', id).execute()).length > 0,
        }),
    ),
};

const detached = (database: Kysely<Tables>) =>
  database
    .selectFrom('legal_representative as kin')
    .innerJoin('space as child', 'child.patient', 'kin.patient')
    .innerJoin('space as adult', 'adult.patient', 'kin.person')
    .innerJoin('insured', 'insured.ins', 'child.ins')
    .select(['kin.id', 'kin.patient'])
    .where('kin.by', '=', 'register')
    .where('kin.ended_at', 'is', null)
    .where(sql<boolean>`not adult.ins = any(insured.attached_to)`)
    .orderBy('kin.id');
