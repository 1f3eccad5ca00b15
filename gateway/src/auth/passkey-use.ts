import type { PatientCaller } from '../access/caller.ts';
import type { PasskeyAnswer } from '../client/passkey-shapes.ts';
import type { Passkey } from '../client/passkeys.ts';
import { problem } from '../errors.ts';
import { findAccountById, type Account } from './accounts.ts';
import { amongAll, bySource } from './limits.ts';
import type { Origin, SessionParts } from './parts.ts';
import { answeringPasskey, askingChallenge, CopiedPasskey, madePasskey, type PasskeyRow } from './passkeys.ts';
import { noteProof, requireProofStill } from './proof.ts';
import { writeSignIn } from './sign-in-audit.ts';
import { giveBack, spend, type Limit } from './throttle.ts';

interface Given {
  challenge: string;
  response: PasskeyAnswer;
}
type New = Parameters<typeof madePasskey>[2] & { name: string };

const limitsOf = ({ secret }: SessionParts, { ip }: Origin): Limit[] => [
  amongAll(bySource({ secret, ip }, 'passkey'), 'passkey'),
];

/** B6: a challenge for whoever asks. @throws Problem `attempts-exceeded` */
export async function openPasskeyChallenge(parts: SessionParts, { ip }: Origin) {
  const limit = bySource({ secret: parts.secret, ip }, 'passkey challenge');
  await spend(parts.database, parts.clock(), [{ ...limit, most: 120 }]);
  return askingChallenge(parts);
}

/** B6: signs in by passkey, without a code. @throws Problem `passkey-refused`, `attempts-exceeded` */
export async function redeemPasskey(parts: SessionParts, given: Given, origin: Origin): Promise<Account> {
  const limits = limitsOf(parts, origin);
  await spend(parts.database, parts.clock(), limits);
  const key = await provenKey(parts, given);
  const account = key && (await findAccountById(parts.database, key.account));
  if (!account) {
    await writeSignIn(parts, origin, undefined, 'credentials-wrong');
    throw problem('passkey-refused');
  }
  await giveBack(parts.database, limits);
  await writeSignIn(parts, origin, account, 'signed-in');
  return account;
}

/** Proves by one of the caller's own passkeys. @throws Problem `passkey-refused`, `attempts-exceeded` */
export async function proveByPasskey(
  parts: SessionParts,
  caller: PatientCaller,
  given: Given,
  origin: Origin,
): Promise<void> {
  const limits = limitsOf(parts, origin);
  await spend(parts.database, parts.clock(), limits);
  const key = await provenKey(parts, given);
  if (key?.account !== caller.account) throw problem('passkey-refused');
  await giveBack(parts.database, limits);
  await noteProof(parts, caller);
}

/** A key that counts backwards is refused like any other, and its owner is told. */
async function provenKey(parts: SessionParts, given: Given): Promise<PasskeyRow | undefined> {
  try {
    return await answeringPasskey(parts, given);
  } catch (error) {
    if (!(error instanceof CopiedPasskey)) throw error;
    await parts.tellPerson({ account: error.key.account }, 'passkey-suspect', told(parts, error.key.name));
    return undefined;
  }
}

const told = ({ clock, publicUrl }: SessionParts, name: string) => ({
  ...{ name, at: clock().toISOString(), address: `${publicUrl}/settings/passkeys` },
});

const shown = ({ id, name, created_at, used_at, backed_up }: PasskeyRow): Passkey => ({
  ...{ id, name, createdAt: created_at.toISOString(), backedUp: backed_up },
  ...(used_at ? { usedAt: used_at.toISOString() } : {}),
});

export async function listPasskeys({ database }: SessionParts, { account }: PatientCaller): Promise<Passkey[]> {
  const keys = database.selectFrom('passkey').selectAll().where('account', '=', account);
  return (await keys.orderBy('created_at').execute()).map(shown);
}

/** B6: keeps the passkey that a browser has made, and tells its owner. @throws Problem `passkey-unsupported` */
export async function addPasskey(
  parts: SessionParts,
  { account, session, person, name }: PatientCaller,
  given: New,
  { request }: Pick<Origin, 'request'>,
): Promise<Passkey> {
  const made = await madePasskey(parts, account, given);
  const row = { ...made, account, name: given.name.trim(), created_at: parts.clock(), used_at: null };
  await parts.database.transaction().execute(async (transaction) => {
    await requireProofStill(parts, transaction, { account, session });
    const added = await transaction
      .insertInto('passkey')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) throw problem('passkey-unsupported');
    await parts.tellPerson({ account }, 'passkey-added', told(parts, row.name), { within: transaction });
  });
  await record(parts, request, { person, name }, 'passkey-added');
  return shown(row);
}

/** @throws Problem `resource-not-found` */
export async function namePasskey(
  { database }: SessionParts,
  { account }: PatientCaller,
  id: string,
  name: string,
): Promise<void> {
  const named = await database
    .updateTable('passkey')
    .set({ name: name.trim() })
    .where('id', '=', id)
    .where('account', '=', account)
    .returning('id')
    .executeTakeFirst();
  if (!named) throw problem('resource-not-found');
}

/** B6: removes a passkey, and tells its owner. @throws Problem `resource-not-found` */
export async function removePasskey(
  parts: SessionParts,
  { account, person, name }: PatientCaller,
  id: string,
  { request }: Pick<Origin, 'request'>,
): Promise<void> {
  await parts.database.transaction().execute(async (transaction) => {
    const removed = await transaction
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('account', '=', account)
      .returning('name')
      .executeTakeFirst();
    if (!removed) throw problem('resource-not-found');
    await parts.tellPerson({ account }, 'passkey-removed', told(parts, removed.name), { within: transaction });
  });
  await record(parts, request, { person, name }, 'passkey-removed');
}

const record = (
  { guard }: SessionParts,
  request: string,
  { person, name }: Pick<PatientCaller, 'person' | 'name'>,
  reason: string,
): Promise<void> =>
  guard.record({
    ...{ request, action: 'account.change', patient: person, outcome: 'success', reason },
    actor: { kind: 'patient', id: person, name },
  });
