import type { Kysely } from 'kysely';
import type { PatientCaller } from '../access/caller.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { findAccountById } from './accounts.ts';
import { bySubject } from './limits.ts';
import { minutesAfter } from './one-time.ts';
import type { Origin, SessionParts } from './parts.ts';
import { isPassword } from './passwords.ts';
import { writeSignIn } from './sign-in-audit.ts';
import { giveBack, spend } from './throttle.ts';

/** Minutes that a proof lasts; signing in is one. */
const lasts = 10;

/**
 * Lets a sensitive act pass (identifier, password, contacts, passkeys, closing, export, ending others' sessions) only when who is signed
 * in proved a short while ago to be the owner.
 * @throws Problem `proof-required`
 */
export async function requireProof(
  { database, clock }: Pick<SessionParts, 'database' | 'clock'>,
  { session }: Pick<PatientCaller, 'session'>,
): Promise<void> {
  const row = await database.selectFrom('session').select('proved_at').where('id', '=', session).executeTakeFirst();
  if (!row?.proved_at || minutesAfter(row.proved_at, lasts) <= clock()) throw problem('proof-required');
}

/**
 * The same at the moment of the change, within its transaction: who ends all sessions of the account meanwhile, as by choosing another password
 * by a link, is waited for.
 * @throws Problem `proof-required`
 */
export async function requireProofStill(
  { clock }: Pick<SessionParts, 'clock'>,
  transaction: Kysely<Tables>,
  caller: Pick<PatientCaller, 'account' | 'session'>,
): Promise<void> {
  await transaction.selectFrom('account').select('id').where('id', '=', caller.account).forUpdate().execute();
  await requireProof({ database: transaction, clock }, caller);
}

/** Notes that who is signed in has just proved to be the owner. */
export async function noteProof(
  { database, clock }: Pick<SessionParts, 'database' | 'clock'>,
  { session }: Pick<PatientCaller, 'session'>,
): Promise<void> {
  await database.updateTable('session').set({ proved_at: clock() }).where('id', '=', session).execute();
}

/**
 * Proves by the password. Wrong tries are counted by account: who found a screen unlocked does not guess from there.
 * @throws Problem `credentials-wrong`, `attempts-exceeded`
 */
export async function proveByPassword(
  parts: SessionParts,
  caller: PatientCaller,
  password: string,
  origin: Origin,
): Promise<void> {
  const limit = bySubject({ secret: parts.secret, ip: origin.ip }, 'proof', caller.account);
  await spend(parts.database, parts.clock(), [limit]);
  const account = await findAccountById(parts.database, caller.account);
  if (!account || !(await isPassword(account.password, password))) {
    await writeSignIn(parts, origin, account, 'credentials-wrong');
    throw problem('credentials-wrong');
  }
  await giveBack(parts.database, [limit]);
  await noteProof(parts, caller);
}
