import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { endRepresentation } from '../access/representatives.ts';
import { familyNameOf, firstNameOf, nameOf } from '../auth/accounts.ts';
import { requireProof } from '../auth/proof.ts';
import { dayOf } from '../calendar.ts';
import type { familyRoutes } from '../client/family.ts';
import type { Answer } from '../client/route.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { noted, representedBy } from './asking.ts';
import { waitingFor } from './invitations.ts';
import { daysAfter, noticeDays, type Asking, type FamilyParts } from './parts.ts';
import { otherAccounts, removalsOf, representativesOf } from './representing.ts';

type Listed = Answer<typeof familyRoutes, 'GET /api/family/:profile/representatives'>;

/** C3: who represents a child, for one of them. @throws Problem `access-refused` */
export const listRepresentatives = (parts: FamilyParts, asking: Asking, profile: string): Promise<Listed> =>
  noted(parts, asking, { action: 'representative.search', reason: 'legal-representative', patient: profile }, () =>
    parts.database.transaction().execute(async (transaction) => {
      const at = parts.clock();
      const child = await representedBy(transaction, asking, profile, at);
      const all = await representativesOf(transaction, profile);
      const removals = await removalsOf(transaction, profile);
      const waiting = await waitingFor(transaction, profile);
      return {
        ...{ firstName: firstNameOf(child), name: familyNameOf(child) },
        representatives: all.map((row) => {
          const removal = removals.find(({ representative }) => representative === row.id);
          const you = row.person === asking.caller.person;
          return {
            ...{ id: row.id, name: nameOf(row), since: row.since.toISOString(), by: row.by, you },
            removable: all.length > 1 && !removal && (you || isRemovable(child, row)),
            ...(removal ? { removal: { id: removal.id, takesEffect: removal.takes_effect.toISOString() } } : {}),
          };
        }),
        ...(waiting && waiting.expires_at > at ? { invitation: shown(waiting) } : {}),
      };
    }),
  );

const shown = ({ id, at, expires_at }: { id: string; at: Date; expires_at: Date }) => ({
  ...{ id, at: at.toISOString(), expiresAt: expires_at.toISOString() },
});

/** Who is attached by the register has whom somebody invited removed; those whom the register attaches do not remove each other. */
const isRemovable = (by: { by: string }, whom: { by: string }): boolean =>
  by.by === 'register' && whom.by === 'invitation';

/**
 * C3: stops representing a child, at once; or announces that a representative who was invited will be removed. Both are told.
 * @throws Problem `proof-required`, `access-refused`, `resource-not-found`, `representative-last`, `removal-not-yours`
 */
export const remove = (
  parts: FamilyParts,
  asking: Asking,
  profile: string,
  id: string,
): Promise<{ takesEffect: string }> =>
  noted(parts, asking, { action: 'representative.remove', reason: 'asked', patient: profile }, () =>
    parts.database.transaction().execute(async (transaction) => {
      const at = parts.clock();
      const child = await representedBy(transaction, asking, profile, at);
      await requireProof(parts, asking.caller);
      const all = await representativesOf(transaction, profile);
      const whom = all.find((row) => row.id === id);
      if (!whom) throw problem('resource-not-found');
      if (all.length === 1) throw problem('representative-last');
      const about = { profile, id, at, firstName: firstNameOf(child) };
      if (whom.person === asking.caller.person) return leave(parts, asking, transaction, about);
      if (!isRemovable(child, whom)) throw problem('removal-not-yours');
      return announce(parts, asking, transaction, about);
    }),
  );

interface About {
  profile: string;
  id: string;
  at: Date;
  firstName: string;
}

async function leave(
  parts: FamilyParts,
  { caller }: Asking,
  transaction: Kysely<Tables>,
  { profile, id, at, firstName }: About,
): Promise<{ takesEffect: string }> {
  const values = { firstName, address: `${parts.publicUrl}/family` };
  await endRepresentation(transaction, id, caller.person, 'left', at);
  for (const account of await otherAccounts(transaction, profile, caller.person))
    await parts.tellPerson({ account }, 'representative-left', values, { within: transaction });
  return { takesEffect: at.toISOString() };
}

async function announce(
  parts: FamilyParts,
  { caller }: Asking,
  transaction: Kysely<Tables>,
  { profile, id, at, firstName }: About,
): Promise<{ takesEffect: string }> {
  const earlier = (await removalsOf(transaction, profile)).find(({ representative }) => representative === id);
  if (earlier) return { takesEffect: earlier.takes_effect.toISOString() };
  const takesEffect = daysAfter(at, noticeDays);
  await transaction
    .insertInto('removal')
    .values({
      id: randomUUID(),
      representative: id,
      asked_by: caller.person,
      reason: 'asked',
      takes_effect: takesEffect,
    })
    .execute();
  const values = { firstName, day: dayOf(takesEffect), address: `${parts.publicUrl}/family` };
  for (const account of [caller.account, ...(await otherAccounts(transaction, profile, caller.person))])
    await parts.tellPerson({ account }, 'removal-announced', values, { within: transaction });
  return { takesEffect: takesEffect.toISOString() };
}

/** C3: takes back a removal that one asked for. @throws Problem `access-refused`, `resource-not-found` */
export const withdrawRemoval = (parts: FamilyParts, asking: Asking, profile: string, id: string): Promise<void> =>
  noted(parts, asking, { action: 'representative.change', reason: 'withdrawn', patient: profile }, () =>
    parts.database.transaction().execute(async (transaction) => {
      const at = parts.clock();
      await representedBy(transaction, asking, profile, at);
      const known = (await removalsOf(transaction, profile)).some((row) => row.id === id);
      const withdrawn =
        known &&
        (await transaction
          .updateTable('removal')
          .set({ withdrawn_at: at })
          .where('id', '=', id)
          .where('asked_by', '=', asking.caller.person)
          .where('withdrawn_at', 'is', null)
          .returning('id')
          .executeTakeFirst());
      if (!withdrawn) throw problem('resource-not-found');
    }),
  );
