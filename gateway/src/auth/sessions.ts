import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { isUnchanged } from './accounts.ts';
import { digest, freshSecret } from './one-time.ts';

const minute = 60_000;
const idle = 30 * minute;
const longest = 12 * 60 * minute;

export interface OpenedSession {
  id: string;
  /** For the cookie; the database holds its digest. */
  token: string;
  endsAt: Date;
}

/** A person's session with where it began, or a professional's with what the identity provider said of them. */
export type SessionOwner =
  | {
      kind: 'patient';
      account: string;
      by?: 'code' | 'passkey';
      device?: string;
      deviceName?: string;
      source?: string;
      /** The account's password (hashed) when its owner proved themselves: no session begins once that has been changed. */
      password?: string;
    }
  | { kind: 'professional'; professional: string };

/**
 * B5: opens a session of 12 hours at most, 30 minutes when idle. Sessions long ended are cleared away on the way.
 * @throws Problem `challenge-expired` when the account was closed, or its password changed, since its owner proved themselves
 */
export async function openSession(database: Database, now: Date, owner: SessionOwner): Promise<OpenedSession> {
  const session = { id: randomUUID(), token: freshSecret(), endsAt: after(now, idle) };
  await database.deleteFrom('session').where('ends_at', '<', now).execute();
  await database.transaction().execute(async (transaction) => {
    if (owner.kind === 'patient' && !(await isUnchanged(transaction, owner))) throw problem('challenge-expired');
    await transaction
      .insertInto('session')
      .values({
        id: session.id,
        hash: digest(session.token),
        kind: owner.kind,
        ...beginningOf(owner, now),
        idle_until: session.endsAt,
        ends_at: after(now, longest),
        created_at: now,
      })
      .execute();
  });
  return session;
}

function beginningOf(owner: SessionOwner, now: Date) {
  if (owner.kind === 'professional') return { account: null, professional: owner.professional, seen_at: now };
  const { account, by = 'code', device = null, deviceName = '', source = '' } = owner;
  return { account, professional: null, by, device, device_name: deviceName, source, seen_at: now, proved_at: now };
}

/** Ends every session of an account, on every copy, from the transaction's end on; but one, where it is named. */
export async function endAllSessions(database: Kysely<Tables>, account: string, except?: string): Promise<void> {
  await database
    .deleteFrom('session')
    .where('account', '=', account)
    .where('id', '!=', except ?? '')
    .execute();
}

/** Ends the session of a cookie's token, if there is one. */
export async function endSession(database: Database, token: string | undefined): Promise<void> {
  if (token) await database.deleteFrom('session').where('hash', '=', digest(token)).execute();
}

/** Whether a cookie's token opens a session, whoever's. */
export async function hasSession(database: Database, token: string | undefined): Promise<boolean> {
  if (!token) return false;
  const row = await database.selectFrom('session').select('id').where('hash', '=', digest(token)).executeTakeFirst();
  return row !== undefined;
}

/** Times of a session that lives. @returns when it ends unless used, or undefined when it has ended. */
export function livesUntil(session: { idle_until: Date; ends_at: Date }, now: Date): Date | undefined {
  const end = session.idle_until < session.ends_at ? session.idle_until : session.ends_at;
  return end > now ? end : undefined;
}

/** Counts idleness from now on; written once a minute at most, so that reading a page does not write at every request. */
export async function keepAlive(
  database: Database,
  now: Date,
  session: { id: string; idle_until: Date; ends_at: Date },
): Promise<Date> {
  const until = after(now, idle);
  if (until.getTime() - session.idle_until.getTime() < minute) return livesUntil(session, now) ?? now;
  await database.updateTable('session').set({ idle_until: until, seen_at: now }).where('id', '=', session.id).execute();
  return until < session.ends_at ? until : session.ends_at;
}

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
