import { randomBytes } from 'node:crypto';
import type {
  AuthenticatorTransport,
  RegistrationResponseJSON,
  AuthenticationResponseJSON,
} from '@simplewebauthn/server';
import type { Selectable } from 'kysely';
import type { NewPasskey, PasskeyAnswer } from '../client/passkey-shapes.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import type { Account } from './accounts.ts';
import { useUp } from './codes.ts';
import { freshTicket, minutesAfter, readTicket, sameHash } from './one-time.ts';
import type { SessionParts } from './parts.ts';

type Parts = Pick<SessionParts, 'database' | 'publicUrl' | 'clock'>;
export type PasskeyRow = Selectable<Tables['passkey']>;

/** The library comes with the first passkey: with what it reads certificates by, it takes 12 MB. */
const webAuthn = () => import('@simplewebauthn/server');

/** Minutes and milliseconds that a challenge is good for. */
const minutes = 5;
const timeout = minutes * 60_000;

const partyOf = ({ publicUrl }: Pick<Parts, 'publicUrl'>) => {
  const { origin, hostname } = new URL(publicUrl);
  return { expectedOrigin: origin, expectedRPID: hostname };
};

/** A challenge is the secret of a ticket: 32 random bytes, known to the database by their digest, used once. */
async function freshChallenge(
  { database, clock }: Parts,
  subject: string,
): Promise<{ ticket: string; secret: string }> {
  const { ticket, id, hash } = freshTicket();
  const expires_at = minutesAfter(clock(), minutes);
  await database
    .insertInto('one_time')
    .values({ id, purpose: 'passkey', subject, hash, expires_at, used_at: null })
    .execute();
  return { ticket, secret: ticket.split('.')[1] ?? '' };
}

/** Uses a challenge up, whatever comes of it. @returns its secret, or undefined when it is not good (any more) for this subject. */
async function spentChallenge(
  { database, clock }: Parts,
  ticket: string,
  subject: string,
): Promise<string | undefined> {
  const given = readTicket(ticket);
  const row = await database
    .selectFrom('one_time')
    .select(['id', 'hash', 'subject'])
    .where('id', '=', given?.id ?? '')
    .where('purpose', '=', 'passkey')
    .executeTakeFirst();
  if (!row || !given || row.subject !== subject || !sameHash(row.hash, given.hash)) return undefined;
  return (await useUp(database, row.id, clock())) ? ticket.split('.')[1] : undefined;
}

const bytes = (base64url: string) => new Uint8Array(Buffer.from(base64url, 'base64url'));

/** B6: what a browser needs to ask any passkey of this place; no key is named, so that nobody learns who has one. */
export async function askingChallenge(parts: Parts) {
  const { ticket, secret } = await freshChallenge(parts, '');
  const { expectedRPID: rpID } = partyOf(parts);
  const { generateAuthenticationOptions } = await webAuthn();
  const options = await generateAuthenticationOptions({
    ...{ rpID, timeout, challenge: bytes(secret), userVerification: 'required' },
  });
  return { challenge: ticket, options: { ...options, timeout, rpId: rpID, userVerification: 'required' as const } };
}

/** B6: what a browser needs to make a passkey for this account. */
export async function makingChallenge(parts: Parts, account: Pick<Account, 'id' | 'identifier' | 'name'>) {
  const { ticket, secret } = await freshChallenge(parts, account.id);
  const known = await parts.database.selectFrom('passkey').selectAll().where('account', '=', account.id).execute();
  const { expectedRPID: rpID } = partyOf(parts);
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    ...{ rpName: 'Passerelle', rpID, userName: account.identifier, userDisplayName: account.name, timeout },
    ...{ userID: bytes(await handleOf(parts, account.id)), challenge: bytes(secret), attestationType: 'none' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports })),
  });
  return { challenge: ticket, options };
}

/** The name by which passkeys know the account: random, nothing of the person (Web Authentication §14.6.1). */
async function handleOf({ database }: Parts, account: string): Promise<string> {
  const fresh = randomBytes(32).toString('base64url');
  const row = await database
    .updateTable('account')
    .set((of) => ({ handle: of.fn.coalesce('handle', of.val(fresh)) }))
    .where('id', '=', account)
    .returning('handle')
    .executeTakeFirstOrThrow();
  return row.handle ?? fresh;
}

/** B6: the passkey that a browser has made, checked. @throws Problem `passkey-unsupported` */
export async function madePasskey(
  parts: Parts,
  account: string,
  given: { challenge: string; response: NewPasskey },
): Promise<Pick<PasskeyRow, 'id' | 'public_key' | 'counter' | 'transports' | 'backed_up'>> {
  const { verifyRegistrationResponse } = await webAuthn();
  const expectedChallenge = await spentChallenge(parts, given.challenge, account);
  const verified = expectedChallenge
    ? await verifyRegistrationResponse({
        ...{ ...partyOf(parts), expectedChallenge, requireUserVerification: true },
        response: given.response as RegistrationResponseJSON,
      }).catch(() => undefined)
    : undefined;
  if (!verified?.verified) throw problem('passkey-unsupported');
  const { credential, credentialBackedUp: backed_up } = verified.registrationInfo;
  const { id, publicKey, counter, transports = [] } = credential;
  return { id, public_key: Buffer.from(publicKey), counter: String(counter), transports, backed_up };
}

/** A passkey whose counter went back: another device holds a copy of it. */
export class CopiedPasskey extends Error {
  readonly key: PasskeyRow;
  constructor(key: PasskeyRow) {
    super('a passkey counts backwards');
    this.key = key;
  }
}

/**
 * B6: the passkey that answered a challenge, which serves once.
 * @returns undefined when it is none of ours, or does not prove itself
 * @throws CopiedPasskey
 */
export async function answeringPasskey(
  parts: Parts,
  given: { challenge: string; response: PasskeyAnswer },
): Promise<PasskeyRow | undefined> {
  const { verifyAuthenticationResponse } = await webAuthn();
  const expectedChallenge = await spentChallenge(parts, given.challenge, '');
  const key = await findKey(parts, given.response);
  if (!expectedChallenge || !key) return undefined;
  const verified = await verifyAuthenticationResponse({
    ...{ ...partyOf(parts), expectedChallenge, requireUserVerification: true },
    response: given.response as AuthenticationResponseJSON,
    // Its counter is compared below: the library would not tell a copy from any other fault.
    credential: {
      ...{ id: key.id, publicKey: new Uint8Array(key.public_key), counter: 0 },
      transports: key.transports as AuthenticatorTransport[],
    },
  }).catch(() => undefined);
  if (!verified?.verified) return undefined;
  const { newCounter, credentialBackedUp: backed_up } = verified.authenticationInfo;
  const counted = await parts.database
    .updateTable('passkey')
    .set({ counter: String(newCounter), backed_up, used_at: parts.clock() })
    .where('id', '=', key.id)
    .where((of) =>
      of.or([
        of('counter', '<', String(newCounter)),
        of.and([of('counter', '=', '0'), of(of.val(newCounter), '=', 0)]),
      ]),
    )
    .returningAll()
    .executeTakeFirst();
  if (!counted) throw new CopiedPasskey(key);
  return counted;
}

async function findKey({ database }: Parts, { id, response }: PasskeyAnswer): Promise<PasskeyRow | undefined> {
  const known = database
    .selectFrom('passkey')
    .innerJoin('account', 'account.id', 'passkey.account')
    .selectAll('passkey')
    .where('passkey.id', '=', id)
    .where('account.closed_at', 'is', null);
  const { userHandle } = response;
  return (userHandle ? known.where('account.handle', '=', userHandle) : known).executeTakeFirst();
}
