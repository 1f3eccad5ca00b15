import type { Kysely } from 'kysely';
import { freshTicket, minutesAfter, readTicket, sameHash } from '../auth/one-time.ts';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { findInsured, type Insured } from './insured.ts';
import type { SpaceParts } from './parts.ts';
import { claimMinutes } from './provisional-codes.ts';
import type { SpaceState } from './states.ts';

/** Addresses that were proved to be the person's, by the code that was sent there. */
export interface Verified {
  email?: string;
  mobile?: string;
}

/** The time between a person's identification and choice. */
export interface Opening {
  id: string;
  /** The choice is made. */
  used: boolean;
  person: Insured;
  verified: Verified;
}

/** Lets a person who is identified go on to the choice. @returns the ticket that they hold */
export async function openWay({ database, clock }: Pick<SpaceParts, 'database' | 'clock'>, ins: string) {
  const { ticket, id, hash } = freshTicket();
  const row = { id, hash, purpose: 'opening', subject: ins, used_at: null } as const;
  await database
    .insertInto('one_time')
    .values({ ...row, expires_at: minutesAfter(clock(), claimMinutes) })
    .execute();
  return ticket;
}

/** @throws Problem `opening-expired` */
export async function findOpening(
  { database, clock }: Pick<SpaceParts, 'database' | 'clock'>,
  ticket: string,
): Promise<Opening> {
  const given = readTicket(ticket);
  const row = await database
    .selectFrom('one_time')
    .selectAll()
    .where('id', '=', given?.id ?? '')
    .where('purpose', '=', 'opening')
    .where('expires_at', '>', clock())
    .executeTakeFirst();
  if (!row || !sameHash(row.hash, given?.hash ?? '')) throw problem('opening-expired');
  const person = await findInsured(database, row.subject);
  if (!person) throw problem('opening-expired');
  return { id: row.id, used: row.used_at !== null, person, verified: row.detail ?? {} };
}

/**
 * The choice is made: the opening and all codes of the person have served, however many requests bring them at the same time.
 * @throws Problem `opening-expired` for all but the first
 */
export async function useUp(transaction: Kysely<Tables>, now: Date, { id, person }: Opening): Promise<void> {
  const used = await transaction
    .updateTable('one_time')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!used) throw problem('opening-expired');
  await transaction
    .updateTable('one_time')
    .set({ used_at: now })
    .where('purpose', 'in', ['provisional', 'opening'])
    .where('subject', '=', person.ins)
    .where('used_at', 'is', null)
    .execute();
}

/** What stands in a person's name: the state of their space, and whether somebody signs in there. */
export async function standing(
  database: Database | Kysely<Tables>,
  ins: string,
): Promise<{ state: 'none' | SpaceState; hasLogin: boolean }> {
  const row = await database
    .selectFrom('space')
    .leftJoin('account', (on) => on.onRef('account.patient', '=', 'space.patient').on('account.closed_at', 'is', null))
    .select(['space.state', 'account.id as account'])
    .where('space.ins', '=', ins)
    .executeTakeFirst();
  return { state: row?.state ?? 'none', hasLogin: typeof row?.account === 'string' };
}
