import type { PatientCaller } from '../access/caller.ts';
import type { OpenSession } from '../client/sessions.ts';
import { problem } from '../errors.ts';
import type { SessionParts } from './parts.ts';
import { endAllSessions } from './sessions.ts';

/** B5: the open sessions of who is signed in, the newest first. */
export async function listSessions(
  { database, clock }: Pick<SessionParts, 'database' | 'clock'>,
  { account, session }: PatientCaller,
): Promise<OpenSession[]> {
  const now = clock();
  const rows = await database
    .selectFrom('session')
    .selectAll()
    .where('account', '=', account)
    .where('idle_until', '>', now)
    .where('ends_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.device_name ?? '',
    source: row.source ?? '',
    since: row.created_at.toISOString(),
    seenAt: (row.seen_at ?? row.created_at).toISOString(),
    by: row.by ?? 'code',
    own: row.id === session,
  }));
}

/** B5: ends a session of who is signed in. @throws Problem `resource-not-found` */
export async function endOne(
  { database }: Pick<SessionParts, 'database'>,
  { account }: PatientCaller,
  id: string,
): Promise<void> {
  const ended = await database
    .deleteFrom('session')
    .where('id', '=', id)
    .where('account', '=', account)
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw problem('resource-not-found');
}

/** B5: ends all sessions of who is signed in, or all others, and tells them by mail. */
export async function endEverywhere(
  { database, clock, tellPerson, publicUrl }: SessionParts,
  { account, session }: PatientCaller,
  keep: 'own' | undefined,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await endAllSessions(transaction, account, keep && session);
    const values = { at: clock().toISOString(), address: `${publicUrl}/sign-in` };
    await tellPerson({ account }, 'sessions-ended', values, { within: transaction });
  });
}
