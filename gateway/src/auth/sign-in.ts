import type { Answer } from '../client/route.ts';
import type { sessionRoutes } from '../client/session.ts';
import { problem } from '../errors.ts';
import { steadily } from '../http/steady.ts';
import { findAccount, findTicket, isUnchanged, type Account } from './accounts.ts';
import { channelsOf, codeMinutes, isRightCode, sendCodeTo, useUp } from './codes.ts';
import { amongAll, byDevice, bySource, bySubject } from './limits.ts';
import { knownDevice } from './known-device.ts';
import { freshTicket, minutesAfter, readTicket } from './one-time.ts';
import { composedIdentifier, isPassword } from './passwords.ts';
import type { Origin, SessionParts } from './parts.ts';
import { writeSignIn } from './sign-in-audit.ts';
import { giveBack, spend, type Limit } from './throttle.ts';

const sendsOfCode = 3;
/** Milliseconds that every answer to an identifier and a password takes. */
const passwordTakes = 300;

type Routes = typeof sessionRoutes;

/**
 * B1, step 1 of 3. Who has an account shows neither in the answer nor in the time that it takes.
 * @throws Problem `credentials-wrong`, `attempts-exceeded`
 */
export const checkPassword = (
  parts: SessionParts,
  given: { identifier: string; password: string },
  origin: Origin,
): Promise<Answer<Routes, 'POST /api/session/password'>> =>
  steadily(passwordTakes, () => passwordChecked(parts, given, origin), parts.overran);

async function passwordChecked(
  parts: SessionParts,
  given: { identifier: string; password: string },
  origin: Origin,
): Promise<Answer<Routes, 'POST /api/session/password'>> {
  const identifier = composedIdentifier(given.identifier);
  const account = await findAccount(parts.database, identifier);
  const limits = limitsOf(parts, origin, account?.id ?? '', identifier);
  await spendTelling(parts, limits, { kind: 'locked', identifier });
  if (!(await isPassword(account?.password, given.password)) || !account) {
    await writeSignIn(parts, origin, account, 'credentials-wrong');
    throw problem('credentials-wrong');
  }
  await giveBack(parts.database, limits);
  const challenge = await openChallenge(parts, account);
  return { challenge, channels: channelsOf(parts, account) };
}

/** Counts a try; when a limit of the account (not of a source) is first exceeded, its owner is told afterwards, if there is one. */
async function spendTelling(
  { database, clock, afterwards }: SessionParts,
  limits: Limit[],
  locked: { kind: 'locked'; identifier: string },
): Promise<void> {
  let told = false;
  try {
    await spend(database, clock(), limits, (key) => (told ||= !key.includes(' source ')));
  } finally {
    if (told) await afterwards(locked);
  }
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
  const expires_at = minutesAfter(now, 2 * codeMinutes);
  await database.transaction().execute(async (transaction) => {
    // Chosen anew while the old one was being looked at: the old one leads nowhere any more.
    const { id: of, password } = account;
    if (!(await isUnchanged(transaction, { account: of, password }))) throw problem('credentials-wrong');
    await transaction
      .insertInto('one_time')
      .values({ id, purpose: 'challenge', subject: of, hash, expires_at, used_at: null })
      .execute();
  });
  return ticket;
}

/**
 * B1, step 2 of 3: sends a code of 6 digits, in place of an earlier one.
 * @throws Problem `challenge-expired`, `attempts-exceeded`, `channel-unavailable`, `mail-unavailable`, `sms-unavailable`
 */
export async function sendCode(
  parts: SessionParts,
  given: { challenge: string; channel: 'email' | 'sms' },
  origin: Origin,
): Promise<Answer<Routes, 'POST /api/session/code'>> {
  const challenge = await findTicket(parts.database, 'challenge', readTicket(given.challenge), parts.clock());
  if (!challenge) throw problem('challenge-expired');
  const { account } = challenge;
  const names = { secret: parts.secret, ip: origin.ip };
  await spend(parts.database, parts.clock(), [
    bySubject(names, 'code sent', account.id),
    { key: `code sent challenge ${challenge.id}`, most: sendsOfCode, seconds: 2 * codeMinutes * 60 },
  ]);
  const { sentTo, expiresAt } = await sendCodeTo(parts, challenge.id, account, given.channel, 'sign-in-code');
  return { sentTo, expiresAt: expiresAt.toISOString() };
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
  const challenge = await findTicket(parts.database, 'challenge', readTicket(given.challenge), parts.clock());
  if (!challenge) throw problem('challenge-expired');
  const { id, account } = challenge;
  const device = knownDevice(parts.secret, account.id, origin.device);
  const limit = device
    ? byDevice('code', device)
    : bySubject({ secret: parts.secret, ip: origin.ip }, 'code', account.id);
  await spendTelling(parts, [limit], { kind: 'locked', identifier: account.identifier });
  if (!(await isRightCode(parts, id, given.code)) || !(await useUp(parts.database, id, parts.clock()))) {
    await writeSignIn(parts, origin, account, 'code-wrong');
    throw problem('code-wrong');
  }
  await giveBack(parts.database, [limit]);
  await writeSignIn(parts, origin, account, 'signed-in');
  return account;
}
