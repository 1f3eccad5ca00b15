import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { CodeChannel } from '../client/session.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { maskedEmail, maskedMobile } from '../mail/masked.ts';
import { mailOf, smsOf } from '../mail/templates.ts';
import type { Account } from './accounts.ts';
import { keyed, minutesAfter, sameHash } from './one-time.ts';
import type { SessionParts } from './parts.ts';

/** Minutes that a code of 6 digits is good for. */
export const codeMinutes = 10;
const triesOfCode = 5;

type Channel = CodeChannel['channel'];
type Reached = Pick<Account, 'email' | 'mobile' | 'language'>;

/** Where a code can go, masked: the mail always, a verified mobile where there is a provider of text messages. */
export const channelsOf = ({ sms }: Pick<SessionParts, 'sms'>, { email, mobile }: Reached): CodeChannel[] => [
  { channel: 'email', shown: maskedEmail(email) },
  ...(sms && mobile ? [{ channel: 'sms' as const, shown: maskedMobile(mobile) }] : []),
];

/**
 * Makes a code for a ticket (a sign-in, a way back in), in place of an earlier one, and sends it at once.
 * @returns where it went, masked
 * @throws Problem `channel-unavailable`, `mail-unavailable`, `sms-unavailable`
 */
export async function sendCodeTo(
  parts: Pick<SessionParts, 'database' | 'secret' | 'clock' | 'mailer' | 'sms'>,
  ticket: string,
  account: Reached,
  channel: Channel,
  template: 'sign-in-code' | 'password-code',
): Promise<{ sentTo: string; expiresAt: Date }> {
  const place = channelsOf(parts, account).find((known) => known.channel === channel);
  if (!place) throw problem('channel-unavailable');
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = minutesAfter(parts.clock(), codeMinutes);
  await keepCode(parts, ticket, code, expiresAt);
  const values = { code, minutes: codeMinutes };
  const { email, mobile, language } = account;
  if (channel === 'sms' && parts.sms && mobile)
    await parts.sms.send({ to: mobile, text: smsOf(template, language, values) });
  else await parts.mailer.send({ to: email, ...mailOf(template, language, values) });
  return { sentTo: place.shown, expiresAt };
}

async function keepCode(
  { database, secret }: Pick<SessionParts, 'database' | 'secret'>,
  ticket: string,
  code: string,
  expiresAt: Date,
): Promise<void> {
  const row = { hash: keyed(secret, 'code', ticket, code), expires_at: expiresAt, used_at: null };
  await database
    .insertInto('one_time')
    .values({ id: `code ${ticket}`, purpose: 'code', subject: ticket, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/** Whether the code is the ticket's. Tries are counted before they are looked at, so that tries at the same time count as well. */
export async function isRightCode(
  { database, secret, clock }: Pick<SessionParts, 'database' | 'secret' | 'clock'>,
  ticket: string,
  code: string,
): Promise<boolean> {
  if (!(await countTry(database, ticket))) return false;
  const row = await database
    .selectFrom('one_time')
    .select('hash')
    .where('id', '=', `code ${ticket}`)
    .where('expires_at', '>', clock())
    .executeTakeFirst();
  return sameHash(row?.hash ?? '', keyed(secret, 'code', ticket, code));
}

async function countTry(database: Kysely<Tables>, ticket: string): Promise<boolean> {
  const counted = await database
    .updateTable('one_time')
    .set((of) => ({ tries: of('tries', '+', 1) }))
    .where('id', '=', ticket)
    .where('tries', '<', triesOfCode)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return counted !== undefined;
}

/** Uses a ticket up. @returns false when somebody has done so already, a moment ago or on another copy. */
export async function useUp(database: Kysely<Tables>, ticket: string, now: Date): Promise<boolean> {
  const used = await database
    .updateTable('one_time')
    .set({ used_at: now })
    .where('id', '=', ticket)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}
