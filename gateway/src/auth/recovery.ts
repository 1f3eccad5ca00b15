import type { Kysely } from 'kysely';
import type { Answer, Request } from '../client/route.ts';
import type { recoveryRoutes } from '../client/recovery.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { findTicket, type Account } from './accounts.ts';
import { channelsOf, isRightCode, sendCodeTo, useUp } from './codes.ts';
import { amongAll, bySource, bySubject, type LimitNames } from './limits.ts';
import { checkNewPassword, wordsAbout } from './new-password.ts';
import { readTicket } from './one-time.ts';
import type { Origin, SessionParts } from './parts.ts';
import { composedIdentifier, hashPassword } from './passwords.ts';
import { endAllSessions } from './sessions.ts';
import { spend } from './throttle.ts';
import { endWaits } from './waits.ts';

type Routes = typeof recoveryRoutes;
type Body<Key extends keyof Routes> = Request<Routes, Key> extends { body: infer B } ? B : never;

/**
 * B3: the identifier goes to the verified address or mobile, if there is one. Nothing is looked up before the answer.
 * @throws Problem `attempts-exceeded`
 */
export async function askForIdentifier(
  parts: SessionParts,
  given: Body<'POST /api/recovery/identifier'>,
  origin: Origin,
): Promise<Record<string, never>> {
  await spendOf(parts, origin);
  await parts.afterwards({ kind: 'identifier', ...given });
  return {};
}

/**
 * B4: a one-time link goes to the verified address, if there is such an account. Nothing is looked up before the answer.
 * @throws Problem `attempts-exceeded`
 */
export async function askForLink(
  parts: SessionParts,
  given: Body<'POST /api/recovery/password'>,
  origin: Origin,
): Promise<Record<string, never>> {
  await spendOf(parts, origin);
  await parts.afterwards({ kind: 'password', identifier: composedIdentifier(given.identifier) });
  return {};
}

/** By source and by crowd alone: a limit of the account would let strangers keep its owner from asking. */
const spendOf = ({ database, secret, clock }: SessionParts, { ip }: Origin): Promise<void> =>
  spend(database, clock(), [amongAll(bySource({ secret, ip }, 'recovery'), 'recovery')]);

const namesOf = ({ secret }: SessionParts, { ip }: Origin): LimitNames => ({ secret, ip });

/**
 * B4: what the holder of a link needs besides. Where a mobile is verified, a stolen mailbox is not enough: a code goes there.
 * @throws Problem `recovery-expired`, `attempts-exceeded`, `sms-unavailable`
 */
export async function wayOf(
  parts: SessionParts,
  given: Body<'POST /api/recovery/password/way'>,
  origin: Origin,
): Promise<Answer<Routes, 'POST /api/recovery/password/way'>> {
  const { id, account } = await liveTicket(parts, given.ticket);
  if (!needsCode(parts, account)) return { needsCode: false };
  await spend(parts.database, parts.clock(), [bySubject(namesOf(parts, origin), 'recovery code sent', account.id)]);
  const { sentTo } = await sendCodeTo(parts, id, account, 'sms', 'password-code');
  return { needsCode: true, sentTo };
}

const needsCode = (parts: SessionParts, account: Account): boolean =>
  channelsOf(parts, account).some(({ channel }) => channel === 'sms');

async function liveTicket(parts: SessionParts, ticket: string): Promise<{ id: string; account: Account }> {
  const found = await findTicket(parts.database, 'recovery', readTicket(ticket), parts.clock());
  const row =
    found &&
    (await parts.database
      .selectFrom('one_time')
      .select('used_at')
      .where('id', '=', found.id)
      .where('used_at', 'is', null)
      .executeTakeFirst());
  if (!found || !row) throw problem('recovery-expired');
  return found;
}

/**
 * B4: the new password. The link has then served, every session of the account and every other link are ended, its waits are over,
 * and its owner is told.
 * @returns the account, whose owner this is
 * @throws Problem `recovery-expired`, `code-wrong`, `attempts-exceeded`, `password-weak`, `password-guessable`
 */
export async function resetPassword(
  parts: SessionParts,
  given: Body<'PUT /api/recovery/password'>,
  origin: Origin,
): Promise<Account> {
  const { id, account } = await liveTicket(parts, given.ticket);
  await checkNewPassword(parts, given.password, await wordsOf(parts, account));
  if (needsCode(parts, account)) await checkCode(parts, id, account, given.code ?? '', origin);
  const password = await hashPassword(given.password);
  await parts.database.transaction().execute(async (transaction) => {
    // The account before its links, as all do who change either: taken the other way round, each would wait for what the other holds.
    await transaction.selectFrom('account').select('id').where('id', '=', account.id).forUpdate().execute();
    if (!(await useUp(transaction, id, parts.clock()))) throw problem('recovery-expired');
    await changePassword(parts, transaction, account.id, password);
    await endAllSessions(transaction, account.id);
  });
  await endWaits(parts, account);
  await parts.guard.record({
    ...{ request: origin.request, action: 'account.change', patient: account.patient, outcome: 'success' },
    ...{ reason: 'password-reset', actor: { kind: 'patient', id: account.patient, name: account.name } },
  });
  return account;
}

/** The tries of all links of an account are counted together: who holds a stolen mailbox could ask for one after the other. */
async function checkCode(
  parts: SessionParts,
  ticket: string,
  account: Account,
  code: string,
  origin: Origin,
): Promise<void> {
  const limit = bySubject(namesOf(parts, origin), 'recovery code', account.id);
  await spend(parts.database, parts.clock(), [limit]);
  if (!(await isRightCode(parts, ticket, code))) throw problem('code-wrong');
}

/** What others would try in a password of this account. */
export async function wordsOf({ database }: Pick<SessionParts, 'database'>, { id }: Pick<Account, 'id'>) {
  const person = await database
    .selectFrom('account')
    .innerJoin('space', 'space.patient', 'account.patient')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .select(['account.identifier', 'account.email', 'insured.birth_name', 'insured.first_names'])
    .select(['insured.used_name', 'insured.used_first_name', 'insured.birth_date'])
    .where('account.id', '=', id)
    .executeTakeFirstOrThrow();
  return wordsAbout(person);
}

/** Puts a new password (its hash) in place within a transaction, makes what is under way with the old one worthless, tells the owner. */
export async function changePassword(
  { clock, publicUrl, tellPerson }: Pick<SessionParts, 'clock' | 'publicUrl' | 'tellPerson'>,
  transaction: Kysely<Tables>,
  account: string,
  password: string,
): Promise<void> {
  const now = clock();
  await transaction.updateTable('account').set({ password, password_at: now }).where('id', '=', account).execute();
  await transaction
    .updateTable('one_time')
    .set({ used_at: now })
    .where('purpose', 'in', ['recovery', 'challenge'])
    .where('subject', '=', account)
    .where('used_at', 'is', null)
    .execute();
  const values = { at: now.toISOString(), address: `${publicUrl}/recover/password` };
  await tellPerson({ account }, 'password-changed', values, { within: transaction });
}
