import { sql } from 'kysely';
import type { OutgoingMail, RelayOutcome } from '../client/bridge.ts';
import type { Database } from '../database/connect.ts';

/** A mail as it is kept until it is relayed. */
export type Letter = Omit<OutgoingMail, 'id' | 'attempt' | 'leaseEndsAt'>;

export interface Waiting {
  id: string;
  patient: string;
  communication: string;
  letter: Letter;
  now: Date;
}

/** What became of a message, for its Communication. */
export interface Step {
  id: string;
  patient: string;
  communication: string;
  state: 'relayed' | 'delayed' | 'delivered' | 'failed';
  detail?: string;
}

const lease = 60_000;
/** How long a message may stand half written before somebody looks. */
const preparing = 120_000;
/** Minutes until the next attempt, by the number of those made; after the last, two days have gone by. */
const delays = [1, 2, 5, 10, 20, 40, 60, 120, 240, 360, 480, 720, 720];

/** Keeps a mail, not to be relayed before `release`. */
export async function keep(database: Database, { id, patient, communication, letter, now }: Waiting): Promise<void> {
  await database
    .insertInto('outbox')
    .values({
      ...{ id, patient, communication, message_id: letter.messageId, mail: JSON.stringify(letter) },
      ...{ state: 'preparing', next_at: new Date(now.getTime() + preparing), lease_until: null, detail: null },
    })
    .execute();
}

/** Lets a mail go, now that its Communication is there. */
export async function release(database: Database, id: string, now: Date): Promise<void> {
  await database
    .updateTable('outbox')
    .set({ state: 'waiting', next_at: now })
    .where('id', '=', id)
    .where('state', '=', 'preparing')
    .execute();
}

/** Mails whose writing was cut short: `exists` tells whether the Communication is there. */
export async function settlePrepared(
  database: Database,
  now: Date,
  exists: (patient: string, communication: string) => Promise<boolean>,
): Promise<void> {
  const rows = await database
    .selectFrom('outbox')
    .select(['id', 'patient', 'communication'])
    .where('state', '=', 'preparing')
    .where('next_at', '<=', now)
    .limit(10)
    .execute();
  for (const { id, patient, communication } of rows) {
    if (await exists(patient, communication)) await release(database, id, now);
    else await database.deleteFrom('outbox').where('id', '=', id).where('state', '=', 'preparing').execute();
  }
}

/** Takes mails that are due, or whose lease has run out, each by one bridge. */
export async function claim(database: Database, max: number, now: Date): Promise<OutgoingMail[]> {
  const until = new Date(now.getTime() + lease);
  const rows = await sql<{ id: string; attempts: number; mail: string }>`
    with due as (
      select id from outbox where state in ('waiting', 'claimed') and next_at <= ${now}
      order by next_at limit ${max} for update skip locked)
    update outbox set state = 'claimed', attempts = attempts + 1, lease_until = ${until}, next_at = ${until}
    from due where outbox.id = due.id
    returning outbox.id, outbox.attempts, outbox.mail`.execute(database);
  return rows.rows.map(({ id, attempts, mail }) => ({
    ...{ id, attempt: attempts, leaseEndsAt: until.toISOString() },
    ...(JSON.parse(mail) as Letter),
  }));
}

/** Writes down what became of an attempt; told again, it is the same. undefined: no such mail. */
export async function settle(
  database: Database,
  id: string,
  outcome: RelayOutcome,
  now: Date,
): Promise<Step | undefined> {
  const found = await database.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
  if (!found) return undefined;
  const { patient, communication } = found;
  const detail = outcome.detail === undefined ? {} : { detail: outcome.detail };
  const open = ['waiting', 'claimed'].includes(found.state);
  const stale = outcome.attempt !== found.attempts && outcome.result !== 'relayed';
  if (!open || stale)
    return open ? undefined : { id, patient, communication, state: ended(found.state), ...said(found.detail) };
  const delay = delays[outcome.attempt - 1];
  if (outcome.result === 'deferred' && delay !== undefined) {
    const next = new Date(now.getTime() + delay * 60_000);
    await update(database, id, { state: 'waiting', next_at: next, lease_until: null, detail: outcome.detail ?? null });
    return { id, patient, communication, state: 'delayed', ...detail };
  }
  const state = outcome.result === 'relayed' ? 'relayed' : 'failed';
  await update(database, id, { state, lease_until: null, detail: outcome.detail ?? null, mail: emptied(found.mail) });
  return { id, patient, communication, state, ...detail };
}

/** A delivery notice for a mail of ours. undefined: no such mail. */
export async function settleNotice(
  database: Database,
  messageId: string,
  { result, detail }: { result: 'delivered' | 'delayed' | 'failed'; detail?: string },
): Promise<Step | 'nothing-new' | undefined> {
  const found = await database.selectFrom('outbox').selectAll().where('message_id', '=', messageId).executeTakeFirst();
  if (!found) return undefined;
  const over = found.state === 'failed' || (found.state === 'delivered' && result !== 'failed');
  if (over) return 'nothing-new';
  const { id, patient, communication } = found;
  if (result !== 'delayed') await update(database, id, { state: result, lease_until: null, detail: detail ?? null });
  return { id, patient, communication, state: result, ...(detail === undefined ? {} : { detail }) };
}

type Change = Partial<{
  state: 'waiting' | 'relayed' | 'failed' | 'delivered';
  next_at: Date;
  lease_until: null;
  detail: string | null;
  mail: string;
}>;
const update = (database: Database, id: string, change: Change): Promise<unknown> =>
  database.updateTable('outbox').set(change).where('id', '=', id).execute();

const ended = (state: string): Step['state'] => (state === 'failed' || state === 'delivered' ? state : 'relayed');
const said = (detail: string | null): { detail?: string } => (detail === null ? {} : { detail });

/** What has been relayed is no longer needed here: its files are in the record. */
const emptied = (mail: string): string =>
  JSON.stringify({ ...(JSON.parse(mail) as Letter), text: '', attachments: [] });
