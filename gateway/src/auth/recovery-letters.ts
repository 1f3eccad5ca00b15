import type { Database } from '../database/connect.ts';
import { derivedId } from '../derived-id.ts';
import type { TellPerson } from '../mail/reach.ts';
import { findAccount } from './accounts.ts';
import { freshTicket, minutesAfter } from './one-time.ts';

export interface RecoveryParts {
  database: Database;
  tellPerson: TellPerson;
  publicUrl: string;
  clock: () => Date;
}

/** Minutes that a link to choose a new password is good for. */
const linkMinutes = 30;
/** Links that are good at one time: strangers who ask cannot make the owner's own link worthless, nor fill a mailbox. */
const liveLinks = 3;

/** Milliseconds in which an account's identifier is sent once by each way, however often it is asked for: mailboxes are not to be filled. */
const once = 15 * 60_000;

/** B3: sends the identifier to the verified address or mobile of each account of a person who was born that day. */
export async function sendIdentifier(
  { database, tellPerson, publicUrl, clock }: RecoveryParts,
  asked: { birthDate: string } & ({ email: string } | { mobile: string }),
): Promise<void> {
  const known = await database
    .selectFrom('account')
    .innerJoin('space', 'space.patient', 'account.patient')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .select(['account.id', 'account.identifier', 'account.language', 'account.email', 'account.mobile'])
    .where('account.closed_at', 'is', null)
    .where('insured.birth_date', '=', asked.birthDate)
    .where((of) =>
      'email' in asked
        ? of(of.fn<string>('lower', ['account.email']), '=', asked.email.trim().toLowerCase())
        : of.and([
            of('account.mobile', '=', international(asked.mobile)),
            of('account.mobile_verified_at', 'is not', null),
          ]),
    )
    .limit(10)
    .execute();
  const time = String(Math.floor(clock().getTime() / once));
  for (const { id: account, identifier, language, mobile } of known) {
    const whom = 'mobile' in asked && mobile ? { mobile, language } : { account };
    const id = derivedId('identifier', account, Object.keys(whom)[0] ?? '', time);
    await tellPerson(whom, 'identifier-reminder', { identifier, address: `${publicUrl}/sign-in` }, { id });
  }
}

/** `06 39 98 01 01` as it is kept: `+33639980101`. */
function international(mobile: string): string {
  const digits = mobile.replace(/[^\d+]/g, '');
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  return digits.startsWith('0') ? `+33${digits.slice(1)}` : digits;
}

/** B4: mails a one-time link to the account's address. The secret stands after the #: no server and no referrer sees it. */
export async function sendLink(parts: RecoveryParts, identifier: string): Promise<void> {
  const { database, tellPerson, publicUrl, clock } = parts;
  const account = await findAccount(database, identifier);
  if (!account) return;
  const now = clock();
  const { ticket, id, hash } = freshTicket();
  await database.transaction().execute(async (transaction) => {
    await transaction.selectFrom('account').select('id').where('id', '=', account.id).forUpdate().execute();
    const live = await transaction
      .selectFrom('one_time')
      .select('id')
      .where('purpose', '=', 'recovery')
      .where('subject', '=', account.id)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .execute();
    if (live.length >= liveLinks) return;
    const expires_at = minutesAfter(now, linkMinutes);
    await transaction
      .insertInto('one_time')
      .values({ id, purpose: 'recovery', subject: account.id, hash, expires_at, used_at: null })
      .execute();
    const values = { minutes: linkMinutes, address: `${publicUrl}/recover#${ticket}` };
    await tellPerson({ account: account.id }, 'password-link', values, { within: transaction });
  });
}

/** B2: tells the owner, if there is one, that somebody tried too often. */
export async function tellOfLock(parts: RecoveryParts, identifier: string): Promise<void> {
  const account = await findAccount(parts.database, identifier);
  if (!account) return;
  const values = { at: parts.clock().toISOString(), address: `${parts.publicUrl}/recover/password` };
  await parts.tellPerson({ account: account.id }, 'account-locked', values);
}
