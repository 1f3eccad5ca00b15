import type { Kysely } from 'kysely';
import { addRepresentative } from '../access/representatives.ts';
import { firstNameOf } from '../auth/accounts.ts';
import { isOfAge } from '../calendar.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { adultOf, mustCertify, noted } from './asking.ts';
import { mostRepresentatives, type Asking, type FamilyParts } from './parts.ts';
import { otherAccounts, representativesOf } from './representing.ts';

/**
 * C3: accepts an invitation. One answer counts, however many requests bring one.
 * @throws Problem `declaration-required`, `resource-not-found` for somebody else's, `invitation-ended`, `representative-limit`
 */
export async function accept(
  parts: FamilyParts,
  asking: Asking,
  id: string,
  certifies: boolean,
): Promise<{ profile: string }> {
  mustCertify(certifies);
  const about = {
    action: 'representative.add',
    reason: 'accepted',
    patientOf: (given: { profile: string }) => given.profile,
  };
  return noted(parts, asking, about, () =>
    answered(parts, asking, { id, state: 'accepted' }, async (transaction, { profile, at, firstName }) => {
      const given = { patient: profile, person: asking.caller.person, by: 'invitation', declaredAt: at, at } as const;
      await addRepresentative(transaction, given);
      if ((await representativesOf(transaction, profile)).length > mostRepresentatives)
        throw problem('representative-limit');
      const values = { firstName, address: `${parts.publicUrl}/family` };
      for (const account of await otherAccounts(transaction, profile, asking.caller.person))
        await parts.tellPerson({ account }, 'representative-joined', values, { within: transaction });
      return { profile };
    }),
  );
}

/** C3: refuses an invitation; who invited is told. @throws Problem `resource-not-found`, `invitation-ended` */
export async function refuse(parts: FamilyParts, asking: Asking, id: string): Promise<void> {
  const about = {
    action: 'invitation.remove',
    reason: 'declined',
    patientOf: (given: { profile: string }) => given.profile,
  };
  await noted(parts, asking, about, () =>
    answered(parts, asking, { id, state: 'refused' }, async (transaction, { profile, by, firstName }) => {
      const account = await transaction
        .selectFrom('account')
        .select('id')
        .where('patient', '=', by)
        .where('closed_at', 'is', null)
        .executeTakeFirst();
      const values = { firstName, address: `${parts.publicUrl}/family` };
      if (account)
        await parts.tellPerson({ account: account.id }, 'invitation-refused', values, { within: transaction });
      return { profile };
    }),
  );
}

interface Invitation {
  profile: string;
  by: string;
  firstName: string;
  at: Date;
}

/**
 * The one statement that ends the waiting decides whose answer counts; what follows happens with it or not at all. Who answers is locked first, so
 * that they do not close their own space meanwhile, then the child's space, as all do who change an invitation to it.
 */
async function answered<T>(
  parts: FamilyParts,
  asking: Asking,
  { id, state }: { id: string; state: 'accepted' | 'refused' },
  then: (transaction: Kysely<Tables>, invitation: Invitation) => Promise<T>,
): Promise<T> {
  const { ins } = await adultOf(parts, asking);
  const at = parts.clock();
  return parts.database.transaction().execute(async (transaction) => {
    await parts.lockPerson(transaction, ins);
    await adultOf({ ...parts, database: transaction }, asking);
    const own = await transaction
      .selectFrom('invitation')
      .select('patient')
      .where('id', '=', id)
      .where('invited_ins', '=', ins)
      .executeTakeFirst();
    if (!own) throw problem('resource-not-found');
    const child = await childOf(transaction, own.patient);
    const row = await transaction
      .updateTable('invitation')
      .set({ state, ended_at: at })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('expires_at', '>', at)
      .returning(['patient', 'invited_by'])
      .executeTakeFirst();
    if (!row) throw problem('invitation-ended');
    const all = await representativesOf(transaction, row.patient);
    // Who no longer represents the child, or no longer may, invites nobody.
    const stands = child && !isOfAge(child.birth_date, at) && all.some(({ person }) => person === row.invited_by);
    if (!stands) throw problem('invitation-ended');
    return then(transaction, { profile: row.patient, by: row.invited_by, firstName: firstNameOf(child), at });
  });
}

/** Locked, so that the space neither closes nor gains a representative meanwhile. */
const childOf = (transaction: Kysely<Tables>, patient: string) =>
  transaction
    .selectFrom('space')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .selectAll('insured')
    .where('space.patient', '=', patient)
    .where('space.state', '=', 'open')
    .forUpdate('space')
    .executeTakeFirst();
