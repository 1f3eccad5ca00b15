import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';

/** Who represents a minor now, the first to come first. */
export const representativesOf = (database: Kysely<Tables>, patient: string) =>
  database
    .selectFrom('legal_representative as kin')
    .innerJoin('space', 'space.patient', 'kin.person')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .select(['kin.id', 'kin.person', 'kin.since', 'kin.by', 'space.ins'])
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

/** Removals of a minor's representatives that were announced, and neither taken back nor done. */
export const removalsOf = (database: Kysely<Tables>, profile: string) =>
  database
    .selectFrom('removal')
    .innerJoin('legal_representative as kin', 'kin.id', 'removal.representative')
    .select(['removal.id', 'removal.representative', 'removal.takes_effect'])
    .where('kin.patient', '=', profile)
    .where('kin.ended_at', 'is', null)
    .where('removal.withdrawn_at', 'is', null)
    .execute();

/** Everybody who is concerned with a minor, by INS: who represents them now, and whom the register attaches and no judgment keeps away. */
export async function concernedWith(
  database: Kysely<Tables>,
  patient: string,
  { attached_to }: { attached_to: string[] },
): Promise<string[]> {
  const representing = await representativesOf(database, patient);
  const barred = await database
    .selectFrom('legal_representative as kin')
    .innerJoin('space as adult', 'adult.patient', 'kin.person')
    .select('adult.ins')
    .where('kin.patient', '=', patient)
    .where('kin.barred', '=', true)
    .execute();
  const all = new Set([...representing.map(({ ins }) => ins), ...attached_to]);
  for (const { ins } of barred) all.delete(ins);
  return [...all].sort();
}

/**
 * Who is about to be removed neither closes a child's space nor opens it again: that is left to who goes on representing the child.
 * @throws Problem `representation-ending`
 */
export async function mustStay(
  database: Kysely<Tables>,
  { person }: { person: string },
  patient: string,
): Promise<void> {
  const own = (await representativesOf(database, patient)).find((row) => row.person === person);
  const leaving = await removalsOf(database, patient);
  if (leaving.some(({ representative }) => representative === own?.id)) throw problem('representation-ending');
}
