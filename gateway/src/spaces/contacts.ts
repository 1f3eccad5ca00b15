import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { bySource, bySubject } from '../auth/limits.ts';
import { keyed, minutesAfter, sameHash } from '../auth/one-time.ts';
import { spend } from '../auth/throttle.ts';
import type { Answer, Request } from '../client/route.ts';
import type { spaceRoutes } from '../client/spaces.ts';
import { problem } from '../errors.ts';
import { maskedEmail, maskedMobile } from '../mail/masked.ts';
import { mailOf, smsOf } from '../mail/templates.ts';
import { addressOf, type ContactKind } from './contact-address.ts';
import { findOpening, type Opening, type Verified } from './opening.ts';
import type { Origin, SpaceParts } from './parts.ts';

type Routes = typeof spaceRoutes;
type Sending = Request<Routes, 'POST /api/spaces/contacts'>['body'];
type Verifying = Request<Routes, 'POST /api/spaces/contacts/verification'>['body'];

const minutes = 10;
const tries = 5;
/** Codes sent to the addresses of one opening. */
const sends = 6;

const shown = (kind: ContactKind, address: string): string =>
  kind === 'email' ? maskedEmail(address) : maskedMobile(address);

/**
 * A4: sends a code of 6 digits to an address that is to count, in place of an earlier one.
 * @throws Problem `opening-expired`, `contact-invalid`, `channel-unavailable`, `attempts-exceeded`, `mail-unavailable`, `sms-unavailable`
 */
export async function sendContactCode(
  parts: SpaceParts,
  given: Sending,
  origin: Origin,
): Promise<Answer<Routes, 'POST /api/spaces/contacts'>> {
  const opening = await findOpening(parts, given.opening);
  if (opening.used) throw problem('opening-expired');
  const { kind, language = 'fr' } = given;
  if (kind === 'mobile' && !parts.sms) throw problem('channel-unavailable');
  const address = addressOf(kind, given.address ?? opening.person[kind] ?? '');
  const names = { secret: parts.secret, ip: origin.ip };
  await spend(parts.database, parts.clock(), [
    bySource(names, 'contact'),
    { key: `contact opening ${opening.id}`, most: sends, seconds: 60 * 60 },
    bySubject(names, 'contact', address),
  ]);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = minutesAfter(parts.clock(), minutes);
  await keepCode(parts, opening.id, { kind, address, code, expiresAt });
  const values = { code, minutes };
  if (kind === 'email') await parts.mailer.send({ to: address, ...mailOf('contact-code', language, values) });
  else await parts.sms?.send({ to: address, text: smsOf('contact-code', language, values) });
  return { sentTo: shown(kind, address), expiresAt: expiresAt.toISOString() };
}

const idOf = (opening: string, kind: ContactKind): string => `contact ${kind} ${opening}`;

const hashOf = (secret: Buffer, opening: string, kind: ContactKind, code: string): string =>
  keyed(secret, 'contact', opening, kind, code);

async function keepCode(
  { database, secret }: SpaceParts,
  opening: string,
  { kind, address, code, expiresAt }: { kind: ContactKind; address: string; code: string; expiresAt: Date },
): Promise<void> {
  const row = {
    ...{ hash: hashOf(secret, opening, kind, code), expires_at: expiresAt, used_at: null, tries: 0 },
    detail: JSON.stringify({ address }),
  };
  await database
    .insertInto('one_time')
    .values({ id: idOf(opening, kind), purpose: 'contact', subject: opening, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/**
 * A4: the code that came; it serves once. From now on the address counts, in place of an earlier one of its kind.
 * @throws Problem `opening-expired`, `contact-code-wrong`, `attempts-exceeded`
 */
export async function verifyContact(
  parts: SpaceParts,
  given: Verifying,
  origin: Origin,
): Promise<Answer<Routes, 'POST /api/spaces/contacts/verification'>> {
  const opening = await findOpening(parts, given.opening);
  if (opening.used) throw problem('opening-expired');
  await spend(parts.database, parts.clock(), [bySource({ secret: parts.secret, ip: origin.ip }, 'contact code')]);
  const address = await redeemed(parts, opening, given);
  if (address === undefined) throw problem('contact-code-wrong');
  const verified: Verified = { ...opening.verified, [given.kind]: address };
  await parts.database
    .updateTable('one_time')
    .set({ detail: sql<string>`coalesce(detail, '{}') || ${JSON.stringify({ [given.kind]: address })}::jsonb` })
    .where('id', '=', opening.id)
    .execute();
  return {
    verified: {
      ...(verified.email ? { email: maskedEmail(verified.email) } : {}),
      ...(verified.mobile ? { mobile: maskedMobile(verified.mobile) } : {}),
    },
  };
}

/** Tries are counted before they are looked at, so that tries at the same time count as well. @returns the address, once */
async function redeemed(
  { database, secret, clock }: SpaceParts,
  opening: Opening,
  { kind, code }: Verifying,
): Promise<string | undefined> {
  const id = idOf(opening.id, kind);
  const row = await database
    .updateTable('one_time')
    .set((of) => ({ tries: of('tries', '+', 1) }))
    .where('id', '=', id)
    .where('tries', '<', tries)
    .where('used_at', 'is', null)
    .where('expires_at', '>', clock())
    .returning(['hash', 'detail'])
    .executeTakeFirst();
  if (!sameHash(row?.hash ?? '', hashOf(secret, opening.id, kind, code))) return undefined;
  const used = await database
    .updateTable('one_time')
    .set({ used_at: clock() })
    .where('id', '=', id)
    .where('hash', '=', row?.hash ?? '')
    .where('used_at', 'is', null)
    .returning('detail')
    .executeTakeFirst();
  return used?.detail?.['address'] as string | undefined;
}
