import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Who represents a minor now, the first to come first. */
export const representativesOf = (database: Kysely<Tables>, patient: string) =>
  database
    .selectFrom('legal_representative as kin')
    .innerJoin('space', 'space.patient', 'kin.person')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .select(['kin.id', 'kin.person', 'kin.since', 'kin.by'])
    .select(['insured.birth_name', 'insured.first_names', 'insured.used_name', 'insured.used_first_name'])
    .where('kin.patient', '=', patient)
    .where('kin.ended_at', 'is', null)
    .orderBy('kin.since')
    .orderBy('kin.id')
    .execute();

/** Accounts of a minor's representatives but one: whom to tell of what that one did. */
export async function otherAccounts(database: Kysely<Tables>, patient: string, but: string): Promise<string[]> {
  const rows = await database
    .selectFrom('legal_representative as kin')
    .innerJoin('account', 'account.patient', 'kin.person')
    .select('account.id')
    .where('kin.patient', '=', patient)
    .where('kin.ended_at', 'is', null)
    .where('kin.person', '!=', but)
    .where('account.closed_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}
