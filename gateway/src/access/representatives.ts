import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';

/** Who came to represent a minor: both by Patient id. */
export interface NewRepresentative {
  patient: string;
  person: string;
  /** Attached by the insurer's register, or invited by another representative. */
  by: 'register' | 'invitation';
  /** When the person certified to be a legal representative. */
  declaredAt: Date;
  at: Date;
}

export type EndReason = 'left' | 'removed' | 'majority' | 'closed' | 'register';
export interface Ended {
  patient: string;
  person: string;
}

/**
 * C: from the end of the transaction on, this person represents the minor, on every copy of the gateway. The row of the minor's space is locked
 * until then, so that who counts the representatives afterwards in the same transaction counts rightly.
 * @returns false when that is so already
 * @throws Problem `minor-not-attached` to whom a judgment keeps from it
 */
export async function addRepresentative(transaction: Kysely<Tables>, given: NewRepresentative): Promise<boolean> {
  const { patient, person, by, declaredAt, at } = given;
  if (await isBarred(transaction, given)) throw problem('minor-not-attached');
  const row = await transaction
    .insertInto('legal_representative')
    .values({ id: randomUUID(), patient, person, by, since: at, declared_at: declaredAt })
    .onConflict((conflict) => conflict.columns(['patient', 'person']).where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row) await moveVersions(transaction, [patient]);
  return row !== undefined;
}

/**
 * Ends one representation, by its id. @param by the Patient id of who ended it, `night`, or `operator`
 * @returns who represented whom, or undefined when it had ended already
 */
export async function endRepresentation(
  transaction: Kysely<Tables>,
  id: string,
  by: string,
  reason: EndReason,
  at: Date,
): Promise<Ended | undefined> {
  return (await end(transaction, { id }, { by, reason, at }))[0];
}

/** Ends all representations of a minor (`patient`), or all that a person has of minors (`person`). */
export async function endRepresentations(
  transaction: Kysely<Tables>,
  whose: { patient: string } | { person: string },
  by: string,
  reason: EndReason,
  at: Date,
): Promise<Ended[]> {
  return end(transaction, whose, { by, reason, at });
}

async function end(
  transaction: Kysely<Tables>,
  which: { id: string } | { patient: string } | { person: string },
  { by, reason, at }: { by: string; reason: EndReason; at: Date },
): Promise<Ended[]> {
  const [column, value] = Object.entries(which)[0] as ['id' | 'patient' | 'person', string];
  await lockSpaces(transaction, column, value);
  const ended = await transaction
    .updateTable('legal_representative')
    .set({ ended_at: at, ended_by: by, reason })
    .where(column, '=', value)
    .where('ended_at', 'is', null)
    .returning(['patient', 'person'])
    .execute();
  await moveVersions(transaction, [...new Set(ended.map(({ patient }) => patient))]);
  return ended;
}

/**
 * C3: a judgment keeps who represents a minor, or did, from doing so (`barred`), or no longer does. What ends then is the caller's to end.
 * @returns false when there is nothing to change, or nobody who ever represented that minor
 */
export async function judge(
  transaction: Kysely<Tables>,
  { patient, person }: Ended,
  barred: boolean,
): Promise<boolean> {
  const judged = await transaction
    .updateTable('legal_representative')
    .set({ barred })
    .where('patient', '=', patient)
    .where('person', '=', person)
    .where('barred', '!=', barred)
    .returning('id')
    .execute();
  return judged.length > 0;
}

/** C3: whether a judgment keeps this person from representing this minor. */
async function isBarred(database: Kysely<Tables>, { patient, person }: Ended): Promise<boolean> {
  const row = await database
    .selectFrom('legal_representative')
    .select('id')
    .where('patient', '=', patient)
    .where('person', '=', person)
    .where('barred', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}

/** The minors' spaces before the rows of who represents them, as all do who change either; in one order. */
async function lockSpaces(
  transaction: Kysely<Tables>,
  column: 'id' | 'patient' | 'person',
  value: string,
): Promise<void> {
  const minors = transaction
    .selectFrom('legal_representative')
    .select('patient')
    .where(column, '=', value)
    .where('ended_at', 'is', null);
  await transaction
    .selectFrom('space')
    .select('patient')
    .where('patient', 'in', minors)
    .orderBy('patient')
    .forUpdate()
    .execute();
}

/** What was decided on the representatives before is decided again. In one order, lest two transactions wait for each other. */
async function moveVersions(transaction: Kysely<Tables>, patients: string[]): Promise<void> {
  for (const patient of patients.sort())
    await transaction
      .updateTable('space')
      .set((of) => ({ version: of('version', '+', '1') }))
      .where('patient', '=', patient)
      .execute();
}
