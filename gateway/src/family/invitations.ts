import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { requireProof } from '../auth/proof.ts';
import { keyed } from '../auth/one-time.ts';
import { spend } from '../auth/throttle.ts';
import type { familyRoutes } from '../client/family.ts';
import type { Answer } from '../client/route.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { steadily } from '../http/steady.ts';
import { adultOf, mustCertify, noted, representedBy } from './asking.ts';
import { hashesOf, invitedBy, type Traits } from './invited.ts';
import { daysAfter, mostRepresentatives, noticeDays, type Asking, type FamilyParts } from './parts.ts';
import { representativesOf } from './representing.ts';

type Sent = Answer<typeof familyRoutes, 'POST /api/family/:profile/invitations'>;

/** Milliseconds that an invitation takes, whoever it is for. */
const steadyTime = 600;
const aDay = 24 * 3600;
/** Invitations of one account in a day: people are not to be found by trying. */
const most = 3;

/**
 * C3: invites the second representative of a child. Whether the traits name somebody, and whether that person has a space, shows neither in the
 * answer, nor in what can be seen afterwards, nor in the time that it takes.
 * @throws Problem `declaration-required`, `proof-required`, `access-refused`, `representative-limit`, `invitation-waiting`, `attempts-exceeded`
 */
export const invite = (parts: FamilyParts, asking: Asking, profile: string, traits: Traits): Promise<Sent> =>
  steadily(
    parts.steady ?? steadyTime,
    () =>
      noted(parts, asking, { action: 'invitation.add', reason: 'invited', patient: profile }, () =>
        inviteNow(parts, asking, profile, traits),
      ),
    parts.overran,
  );

async function inviteNow(parts: FamilyParts, asking: Asking, profile: string, traits: Traits): Promise<Sent> {
  mustCertify(traits.certifies);
  await adultOf(parts, asking);
  await parts.database
    .transaction()
    .execute((transaction) => representedBy(transaction, asking, profile, parts.clock()));
  await requireProof(parts, asking.caller);
  const key = `invitation account ${keyed(parts.secret, 'subject', asking.caller.account)}`;
  await spend(parts.database, parts.clock(), [{ key, most, seconds: aDay }]);
  const invited = await invitedBy(parts, profile, traits);
  return parts.database
    .transaction()
    .execute((transaction) => keep(parts, asking, transaction, { profile, traits, invited }));
}

async function keep(
  parts: FamilyParts,
  asking: Asking,
  transaction: Kysely<Tables>,
  { profile, traits, invited }: { profile: string; traits: Traits; invited: string | undefined },
): Promise<Sent> {
  const at = parts.clock();
  await representedBy(transaction, asking, profile, at);
  if ((await representativesOf(transaction, profile)).length >= mostRepresentatives)
    throw problem('representative-limit');
  await expire(transaction, profile, at);
  const hashes = hashesOf(parts, traits);
  const waiting = await waitingFor(transaction, profile);
  if (waiting) {
    const isSame = waiting.hash === hashes.hash && waiting.invited_name_hash === hashes.invited_name_hash;
    if (!isSame) throw problem('invitation-waiting');
    return { expiresAt: waiting.expires_at.toISOString() };
  }
  const expires = daysAfter(at, noticeDays);
  await transaction
    .insertInto('invitation')
    .values({
      ...{ id: randomUUID(), patient: profile, invited_by: asking.caller.person, invited_ins: invited ?? null },
      ...{ ...hashes, declared_at: at, state: 'waiting', expires_at: expires, at },
    })
    .execute();
  if (invited) {
    const values = { address: `${parts.publicUrl}/family` };
    await parts.tellPerson({ ins: invited }, 'invitation-waiting', values, { within: transaction });
  }
  return { expiresAt: expires.toISOString() };
}

/** The invitation to represent a child that nobody has answered. */
export const waitingFor = (database: Kysely<Tables>, profile: string) =>
  database
    .selectFrom('invitation')
    .selectAll()
    .where('patient', '=', profile)
    .where('state', '=', 'waiting')
    .executeTakeFirst();

/** What the night has not come to yet. */
const expire = (transaction: Kysely<Tables>, profile: string, at: Date) =>
  transaction
    .updateTable('invitation')
    .set({ state: 'expired', ended_at: at })
    .where('patient', '=', profile)
    .where('state', '=', 'waiting')
    .where('expires_at', '<=', at)
    .execute();

/** C3: takes back an invitation that waits. @throws Problem `access-refused`, `invitation-ended` */
export const withdraw = (parts: FamilyParts, asking: Asking, profile: string, id: string): Promise<void> =>
  noted(parts, asking, { action: 'invitation.remove', reason: 'withdrawn', patient: profile }, () =>
    parts.database.transaction().execute(async (transaction) => {
      await representedBy(transaction, asking, profile, parts.clock());
      const ended = await transaction
        .updateTable('invitation')
        .set({ state: 'withdrawn', ended_at: parts.clock() })
        .where('id', '=', id)
        .where('patient', '=', profile)
        .where('state', '=', 'waiting')
        .returning('id')
        .executeTakeFirst();
      if (!ended) throw problem('invitation-ended');
    }),
  );
