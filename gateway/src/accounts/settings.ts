import type { Kysely } from 'kysely';
import { findAccountById, type Account } from '../auth/accounts.ts';
import { checkNewPassword } from '../auth/new-password.ts';
import { bySubject } from '../auth/limits.ts';
import { composedIdentifier, hashPassword, isPassword } from '../auth/passwords.ts';
import { requireProof, requireProofStill } from '../auth/proof.ts';
import { changePassword, wordsOf } from '../auth/recovery.ts';
import { endAllSessions } from '../auth/sessions.ts';
import { giveBack, spend } from '../auth/throttle.ts';
import type { Settings } from '../client/settings.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { maskedEmail, maskedMobile } from '../mail/masked.ts';
import { isWanted, noticeKinds } from '../mail/wanted.ts';
import { noteChange, type AccountParts, type Asking } from './parts.ts';

/** The account of who asks. @throws Problem `not-signed-in` when it was closed a moment ago */
export async function accountOf({ database }: Pick<AccountParts, 'database'>, { caller }: Pick<Asking, 'caller'>) {
  const account = await findAccountById(database, caller.account);
  if (!account) throw problem('not-signed-in');
  return account;
}

/** F5: identity as the insurer knows it, ways in and contacts, masked. */
export async function readSettings(parts: AccountParts, asking: Asking): Promise<Settings> {
  const { database, sms } = parts;
  const { email, mobile, identifier, language } = await accountOf(parts, asking);
  const person = await database
    .selectFrom('space')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .selectAll('insured')
    .where('patient', '=', asking.caller.person)
    .executeTakeFirstOrThrow();
  const { account, patient } = asking.caller;
  const notifications = noticeKinds.map(async (kind) => ({
    kind,
    on: await isWanted(database, account, patient, kind),
  }));
  return {
    ...{ name: person.birth_name, firstNames: person.first_names, birthDate: person.birth_date, ins: person.ins },
    ...(person.used_name ? { usedName: person.used_name } : {}),
    ...{ identifier, language, emailShown: maskedEmail(email), mobileOffered: sms !== undefined },
    ...(mobile ? { mobileShown: maskedMobile(mobile) } : {}),
    notifications: await Promise.all(notifications),
  };
}

/**
 * F5: another identifier. Tries are counted: identifiers of others are not to be found this way.
 * @throws Problem `proof-required`, `identifier-invalid`, `identifier-unavailable`, `attempts-exceeded`
 */
export async function changeIdentifier(parts: AccountParts, asking: Asking, typed: string): Promise<void> {
  await requireProof(parts, asking.caller);
  const identifier = composedIdentifier(typed);
  parts.checkIdentifier(identifier);
  const account = await accountOf(parts, asking);
  if (account.identifier === identifier) return;
  const names = { secret: parts.secret, ip: asking.ip };
  await spend(parts.database, parts.clock(), [bySubject(names, 'identifier', account.id)]);
  await parts.database
    .transaction()
    .execute(async (transaction) => {
      await requireProofStill(parts, transaction, asking.caller);
      const values = { at: parts.clock().toISOString(), address: `${parts.publicUrl}/recover` };
      await parts.tellPerson({ account: account.id }, 'identifier-changed', values, { within: transaction });
      await transaction.updateTable('account').set({ identifier }).where('id', '=', account.id).execute();
    })
    .catch((error: unknown) => {
      throw isTaken(error) ? problem('identifier-unavailable', {}, [takenField]) : error;
    });
  await noteChange(parts, asking, 'identifier-changed');
}

/** PostgreSQL, unique_violation: the table itself decides, so that two who ask at once do not both get it. */
const isTaken = (error: unknown): boolean => (error as { code?: unknown }).code === '23505';
const takenField = {
  field: 'identifier',
  fr: 'Cet identifiant n’est pas disponible : choisissez-en un autre.',
  en: 'This identifier is not available: choose another one.',
};

/**
 * F5: another password, by who knows the one before. All other sessions end, and the owner is told.
 * @throws Problem `proof-required`, `current-password-wrong`, `password-weak`, `password-guessable`, `attempts-exceeded`
 */
export async function replacePassword(
  parts: AccountParts,
  asking: Asking,
  given: { current: string; password: string },
): Promise<void> {
  await requireProof(parts, asking.caller);
  const account = await accountOf(parts, asking);
  await checkCurrent(parts, asking, account, given.current);
  await checkNewPassword(parts, given.password, await wordsOf(parts, account));
  const password = await hashPassword(given.password);
  await parts.database.transaction().execute(async (transaction) => {
    if (!(await isStill(transaction, account))) throw problem('current-password-wrong', {}, [currentField]);
    await changePassword(parts, transaction, account.id, password);
    await endAllSessions(transaction, account.id, asking.caller.session);
  });
  await noteChange(parts, asking, 'password-changed');
}

async function checkCurrent(parts: AccountParts, { ip }: Asking, account: Account, current: string): Promise<void> {
  const limit = bySubject({ secret: parts.secret, ip }, 'proof', account.id);
  await spend(parts.database, parts.clock(), [limit]);
  if (!(await isPassword(account.password, current))) throw problem('current-password-wrong', {}, [currentField]);
  await giveBack(parts.database, [limit]);
}

/** Chosen anew while the old one was being looked at, by a link or elsewhere: the old one changes nothing any more. */
async function isStill(transaction: Kysely<Tables>, { id, password }: Account): Promise<boolean> {
  const row = transaction.selectFrom('account').select('password').where('id', '=', id).where('closed_at', 'is', null);
  return (await row.forUpdate().executeTakeFirst())?.password === password;
}

const currentField = {
  field: 'current',
  fr: 'Ce n’est pas votre mot de passe actuel.',
  en: 'This is not your current password.',
};

/** F5: the language of mails, texts and letters. */
export async function changeLanguage(
  { database }: Pick<AccountParts, 'database'>,
  { caller }: Asking,
  language: 'fr' | 'en',
): Promise<void> {
  await database.updateTable('account').set({ language }).where('id', '=', caller.account).execute();
}
