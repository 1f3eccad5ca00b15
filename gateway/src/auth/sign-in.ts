import { randomInt } from 'node:crypto';
import type { Answer } from '../client/route.ts';
import type { sessionRoutes } from '../client/session.ts';
import { problem } from '../errors.ts';
import { maskedEmail } from '../mail/masked.ts';
import { mailOf } from '../mail/templates.ts';
import { findAccount, findChallenge, type Account } from './accounts.ts';
import { amongAll, byDevice, bySource, bySubject } from './limits.ts';
import { knownDevice } from './known-device.ts';
import { freshTicket, keyed, minutesAfter, readTicket, sameHash } from './one-time.ts';
import { composedIdentifier, isPassword } from './passwords.ts';
import type { Origin, SessionParts } from './parts.ts';
import { writeSignIn } from './sign-in-audit.ts';
import { giveBack, spend, type Limit } from './throttle.ts';

const minutes = 10;
const triesOfCode = 5;
const sendsOfCode = 3;

type Routes = typeof sessionRoutes;

/**
 * B1, step 1 of 3. Who has an account shows neither in the answer nor in the time that it takes.
 * @throws Problem `credentials-wrong`, `attempts-exceeded`
 */
export async function checkPassword(
  parts: SessionParts,
  given: { identifier: string; password: string },
  origin: Origin,
): Promise<Answer<Routes, 'POST /api/session/password'>> {
  const identifier = composedIdentifier(given.identifier);
  const account = await findAccount(parts.database, identifier);
  const limits = limitsOf(parts, origin, account?.id ?? '', identifier);
  await spend(parts.database, parts.clock(), limits);
  if (!(await isPassword(account?.password, given.password)) || !account) {
    await writeSignIn(parts, origin, account, 'credentials-wrong');
    throw problem('credentials-wrong');
  }
  await giveBack(parts.database, limits);
  const challenge = await openChallenge(parts, account);
  return { challenge, channels: [{ channel: 'email', shown: maskedEmail(account.email) }] };
}

function limitsOf(parts: SessionParts, origin: Origin, account: string, identifier: string): Limit[] {
  const names = { secret: parts.secret, ip: origin.ip };
  const device = knownDevice(parts.secret, account, origin.device);
  const source = bySource(names, 'password');
  if (device) return [source, byDevice('password', device)];
  return [amongAll(source, 'password'), bySubject(names, 'password', identifier)];
}

async function openChallenge({ database, clock }: SessionParts, account: Account): Promise<string> {
  const { ticket, id, hash } = freshTicket();
  const now = clock();
  await database
    .deleteFrom('one_time')
    .where('expires_at', '<', minutesAfter(now, -24 * 60))
    .execute();
  await database
    .insertInto('one_time')
    .values({
      id,
      purpose: 'challenge',
      subject: account.id,
      hash,
      expires_at: minutesAfter(now, 2 * minutes),
      used_at: null,
    })
    .execute();
  return ticket;
}

/**
 * B1, step 2 of 3: sends a code of 6 digits, in place of an earlier one.
 * @throws Problem `challenge-expired`, `attempts-exceeded`, `mail-unavailable`
 */
export async function sendCode(
  parts: SessionParts,
  given: { challenge: string; channel: 'email' | 'sms' },
  origin: Origin,
): Promise<Answer<Routes, 'POST /api/session/code'>> {
  if (given.channel !== 'email') throw problem('request-invalid', { detail: 'channel' });
  const challenge = await findChallenge(parts.database, readTicket(given.challenge), parts.clock());
  if (!challenge) throw problem('challenge-expired');
  const { account } = challenge;
  const names = { secret: parts.secret, ip: origin.ip };
  await spend(parts.database, parts.clock(), [
    bySubject(names, 'code sent', account.id),
    { key: `code sent challenge ${challenge.id}`, most: sendsOfCode, seconds: 2 * minutes * 60 },
  ]);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = minutesAfter(parts.clock(), minutes);
  await keepCode(parts, challenge.id, code, expiresAt);
  await parts.mailer.send({ to: account.email, ...mailOf('sign-in-code', account.language, { code, minutes }) });
  return { sentTo: maskedEmail(account.email), expiresAt: expiresAt.toISOString() };
}

async function keepCode(parts: SessionParts, challenge: string, code: string, expiresAt: Date): Promise<void> {
  const row = { hash: keyed(parts.secret, 'code', challenge, code), expires_at: expiresAt, used_at: null };
  await parts.database
    .insertInto('one_time')
    .values({ id: `code ${challenge}`, purpose: 'code', subject: challenge, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/**
 * B1, step 3 of 3: the code, which serves once, however many requests bring it at the same time.
 * @throws Problem `code-wrong`, `challenge-expired`, `attempts-exceeded`
 */
export async function redeemCode(
  parts: SessionParts,
  given: { challenge: string; code: string },
  origin: Origin,
): Promise<Account> {
  const challenge = await findChallenge(parts.database, readTicket(given.challenge), parts.clock());
  if (!challenge) throw problem('challenge-expired');
  const { id, account } = challenge;
  const device = knownDevice(parts.secret, account.id, origin.device);
  const limit = device
    ? byDevice('code', device)
    : bySubject({ secret: parts.secret, ip: origin.ip }, 'code', account.id);
  await spend(parts.database, parts.clock(), [limit]);
  if (!(await countTry(parts, id)) || !(await isRight(parts, id, given.code)) || !(await useUp(parts, id))) {
    await writeSignIn(parts, origin, account, 'code-wrong');
    throw problem('code-wrong');
  }
  await giveBack(parts.database, [limit]);
  await writeSignIn(parts, origin, account, 'signed-in');
  return account;
}

/** Tries are counted before they are looked at, so that tries at the same time count as well. */
async function countTry({ database }: SessionParts, challenge: string): Promise<boolean> {
  const counted = await database
    .updateTable('one_time')
    .set((of) => ({ tries: of('tries', '+', 1) }))
    .where('id', '=', challenge)
    .where('tries', '<', triesOfCode)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return counted !== undefined;
}

async function isRight({ database, secret, clock }: SessionParts, challenge: string, code: string): Promise<boolean> {
  const row = await database
    .selectFrom('one_time')
    .select('hash')
    .where('id', '=', `code ${challenge}`)
    .where('expires_at', '>', clock())
    .executeTakeFirst();
  return sameHash(row?.hash ?? '', keyed(secret, 'code', challenge, code));
}

async function useUp({ database, clock }: SessionParts, challenge: string): Promise<boolean> {
  const used = await database
    .updateTable('one_time')
    .set({ used_at: clock() })
    .where('id', '=', challenge)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}
