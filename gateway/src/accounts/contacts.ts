import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Account } from '../auth/accounts.ts';
import { bySource, bySubject } from '../auth/limits.ts';
import { keyed, minutesAfter, sameHash } from '../auth/one-time.ts';
import { requireProof, requireProofStill } from '../auth/proof.ts';
import { spend } from '../auth/throttle.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { maskedEmail, maskedMobile } from '../mail/masked.ts';
import { mailOf, smsOf } from '../mail/templates.ts';
import { noteChange, type AccountParts, type Asking, type ContactKind } from './parts.ts';
import { accountOf } from './settings.ts';
import { tellBefore } from './telling.ts';

const minutes = 10;
const mostTries = 5;

/**
 * F5: sends a code to an address that is to count. Until it comes back the one before does.
 * @throws Problem `proof-required`, `contact-invalid`, `channel-unavailable`, `attempts-exceeded`, `mail-unavailable`, `sms-unavailable`
 */
export async function askContact(
  parts: AccountParts,
  asking: Asking,
  given: { kind: ContactKind; address: string },
): Promise<{ sentTo: string; expiresAt: string }> {
  await requireProof(parts, asking.caller);
  const { kind } = given;
  if (kind === 'mobile' && !parts.sms) throw problem('channel-unavailable');
  const address = parts.addressOf(kind, given.address);
  const { id, language } = await accountOf(parts, asking);
  const names = { secret: parts.secret, ip: asking.ip };
  const limits = [bySource(names, 'contact'), bySubject(names, 'contact', id), bySubject(names, 'contact', address)];
  await spend(parts.database, parts.clock(), limits);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = minutesAfter(parts.clock(), minutes);
  await keepCode(parts, { id, kind, address, code, expiresAt });
  const values = { code, minutes };
  if (kind === 'email') await parts.mailer.send({ to: address, ...mailOf('contact-code', language, values) });
  else await parts.sms?.send({ to: address, text: smsOf('contact-code', language, values) });
  return {
    sentTo: kind === 'email' ? maskedEmail(address) : maskedMobile(address),
    expiresAt: expiresAt.toISOString(),
  };
}

const idOf = (account: string, kind: ContactKind): string => `contact ${kind} ${account}`;
const hashOf = ({ secret }: Pick<AccountParts, 'secret'>, account: string, kind: ContactKind, code: string): string =>
  keyed(secret, 'contact', account, kind, code);

async function keepCode(
  parts: AccountParts,
  waiting: { id: string; kind: ContactKind; address: string; code: string; expiresAt: Date },
): Promise<void> {
  const { id, kind, address, code, expiresAt } = waiting;
  const row = {
    ...{ hash: hashOf(parts, id, kind, code), expires_at: expiresAt, used_at: null, tries: 0 },
    detail: JSON.stringify({ address }),
  };
  await parts.database
    .insertInto('one_time')
    .values({ id: idOf(id, kind), purpose: 'contact', subject: id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/**
 * F5: the code that came; it serves once. The new address counts, the one before is told, and what was sent there to sign in or to
 * recover is worth nothing any more.
 * @throws Problem `proof-required`, `contact-code-wrong`
 */
export async function proveContact(
  parts: AccountParts,
  asking: Asking,
  { kind, code }: { kind: ContactKind; code: string },
): Promise<void> {
  await requireProof(parts, asking.caller);
  const before = await accountOf(parts, asking);
  const hash = hashOf(parts, before.id, kind, code);
  if (!(await isRight(parts, idOf(before.id, kind), hash))) throw problem('contact-code-wrong', {}, [codeField]);
  await parts.database.transaction().execute(async (transaction) => {
    await requireProofStill(parts, transaction, asking.caller);
    const used = await transaction
      .updateTable('one_time')
      .set({ used_at: parts.clock() })
      .where('id', '=', idOf(before.id, kind))
      .where('hash', '=', hash)
      .where('used_at', 'is', null)
      .returning('detail')
      .executeTakeFirst();
    const address = used?.detail?.['address'];
    if (typeof address !== 'string') throw problem('contact-code-wrong', {}, [codeField]);
    await putContact(parts, transaction, before, { kind, address });
  });
  await noteChange(parts, asking, `${kind}-changed`);
}

/** F5: no mobile any more. @throws Problem `proof-required` */
export async function removeMobile(parts: AccountParts, asking: Asking): Promise<void> {
  await requireProof(parts, asking.caller);
  const before = await accountOf(parts, asking);
  if (!before.mobile) return;
  await parts.database.transaction().execute(async (transaction) => {
    await requireProofStill(parts, transaction, asking.caller);
    await putContact(parts, transaction, before, { kind: 'mobile', address: null });
  });
  await noteChange(parts, asking, 'mobile-changed');
}

const codeField = {
  field: 'code',
  fr: 'Ce code est faux ou n’est plus valable.',
  en: 'This code is wrong or no longer valid.',
};

/** Tries are counted before they are looked at, so that tries at the same time count as well. */
async function isRight({ database, clock }: AccountParts, id: string, hash: string): Promise<boolean> {
  const row = await database
    .updateTable('one_time')
    .set((of) => ({ tries: of('tries', '+', 1) }))
    .where('id', '=', id)
    .where('tries', '<', mostTries)
    .where('used_at', 'is', null)
    .where('expires_at', '>', clock())
    .returning('hash')
    .executeTakeFirst();
  return sameHash(row?.hash ?? '', hash);
}

async function putContact(
  parts: AccountParts,
  transaction: Kysely<Tables>,
  before: Account,
  to: { kind: 'email'; address: string } | { kind: ContactKind; address: string | null },
): Promise<void> {
  const now = parts.clock();
  const at = now.toISOString();
  const address = `${parts.publicUrl}/recover/password`;
  const account = transaction.updateTable('account').where('id', '=', before.id);
  if (to.kind === 'email' && to.address !== null) {
    const shown = maskedEmail(to.address);
    await tellBefore(parts, transaction, before, 'email-changed', { shown, at, address });
    await account.set({ email: to.address, email_verified_at: now }).execute();
  } else {
    await tellBefore(parts, transaction, before, 'mobile-changed', { at, address });
    await account.set({ mobile: to.address, mobile_verified_at: to.address === null ? null : now }).execute();
  }
  await transaction
    .updateTable('one_time')
    .set({ used_at: now })
    .where('purpose', 'in', ['recovery', 'challenge'])
    .where('subject', '=', before.id)
    .where('used_at', 'is', null)
    .execute();
}
