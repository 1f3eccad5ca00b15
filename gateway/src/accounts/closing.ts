import type { Kysely } from 'kysely';
import { endRepresentations } from '../access/representatives.ts';
import { actsForAnother } from '../access/caller.ts';
import { firstNameOf, type Account } from '../auth/accounts.ts';
import { composedIdentifier } from '../auth/passwords.ts';
import { requireProof } from '../auth/proof.ts';
import type { Answer } from '../client/route.ts';
import type { settingsRoutes } from '../client/settings.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import type { AccountParts, Asking } from './parts.ts';
import { accountOf } from './settings.ts';
import { tellBefore } from './telling.ts';

type Closed = Answer<typeof settingsRoutes, 'POST /api/space/closing'>;

/**
 * F5: closes the own space. From the transaction's end on nobody enters, on any copy and by any door; the record is kept as the rule says,
 * and a new provisional code finds it again.
 * @throws Problem `own-space-only`, `proof-required`, `closing-unconfirmed`, `space-state`
 */
export async function closeOwnSpace(parts: AccountParts, asking: Asking, typed: string): Promise<Closed> {
  const { caller, request } = asking;
  if (actsForAnother(caller)) throw problem('own-space-only');
  await requireProof(parts, caller);
  const account = await accountOf(parts, asking);
  if (account.identifier !== composedIdentifier(typed)) throw problem('closing-unconfirmed', {}, [identifierField]);
  const at = parts.clock();
  const closed = await parts.database.transaction().execute(async (transaction) => {
    const { ins } = await transaction
      .selectFrom('space')
      .select('ins')
      .where('patient', '=', account.patient)
      .executeTakeFirstOrThrow();
    const { patient, name } = account;
    const { moved, ...closing } = await parts.closeSpace(transaction, { ins, patient, name, at });
    if (!moved) return closing;
    const values = { at: at.toISOString(), address: `${parts.publicUrl}/open/code` };
    await tellBefore(parts, transaction, account, 'space-closed', values);
    await endFamily(parts, transaction, account, at);
    await endAccount(transaction, account.id, at);
    return closing;
  });
  await parts.guard.record({
    ...{ request, action: 'space.remove', patient: account.patient, outcome: 'success', reason: 'closed' },
    actor: { kind: 'patient', id: caller.person, name: caller.name },
  });
  return closed;
}

const identifierField = {
  field: 'identifier',
  fr: 'Écrivez votre identifiant exactement.',
  en: 'Write your identifier exactly.',
};

/** Children keep their spaces, without this person; who else represents them is told. Invitations that wait are withdrawn. */
async function endFamily(parts: AccountParts, transaction: Kysely<Tables>, { patient }: Account, at: Date) {
  const ended = await endRepresentations(transaction, { person: patient }, patient, 'closed', at);
  for (const child of ended) await tellOthers(parts, transaction, child.patient);
  await transaction
    .updateTable('invitation')
    .set({ state: 'withdrawn', ended_at: at })
    .where('invited_by', '=', patient)
    .where('state', '=', 'waiting')
    .execute();
}

async function tellOthers(parts: AccountParts, transaction: Kysely<Tables>, child: string): Promise<void> {
  const { publicUrl, tellPerson } = parts;
  const others = await transaction
    .selectFrom('legal_representative as kin')
    .innerJoin('account', 'account.patient', 'kin.person')
    .innerJoin('space', 'space.patient', 'kin.patient')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .select(['account.id', 'insured.birth_name', 'insured.first_names', 'insured.used_name', 'insured.used_first_name'])
    .where('kin.patient', '=', child)
    .where('kin.ended_at', 'is', null)
    .where('account.closed_at', 'is', null)
    .execute();
  for (const { id, ...names } of others) {
    const values = { firstName: firstNameOf(names), address: `${publicUrl}/family` };
    await tellPerson({ account: id }, 'representative-left', values, { within: transaction });
  }
}

/** The row stays, so that the audit trail and the certificate have somebody to speak of; nothing in it lets anybody in. */
async function endAccount(transaction: Kysely<Tables>, id: string, at: Date): Promise<void> {
  await transaction
    .updateTable('account')
    .set({ closed_at: at, identifier: `closed ${id}`, password: '', email: '', mobile: null, handle: null })
    .where('id', '=', id)
    .execute();
  for (const table of ['session', 'device', 'passkey', 'notification', 'export'] as const)
    await transaction.deleteFrom(table).where('account', '=', id).execute();
  await transaction.deleteFrom('one_time').where('subject', '=', id).execute();
  await transaction.deleteFrom('idempotency').where('owner', 'like', `account ${id}%`).execute();
}
