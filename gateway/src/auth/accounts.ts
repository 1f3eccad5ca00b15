import type { Kysely } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { sameHash } from './one-time.ts';

export interface Account {
  id: string;
  patient: string;
  identifier: string;
  password: string;
  email: string;
  /** A mobile that was verified. */
  mobile: string | null;
  language: 'fr' | 'en';
  /** As people read it. */
  name: string;
}

/** A person's names as they use them. */
export interface UsedNames {
  birth_name: string;
  first_names: string;
  used_name: string | null;
  used_first_name: string | null;
}
export const familyNameOf = (person: UsedNames): string => person.used_name ?? person.birth_name;
export const firstNameOf = (person: UsedNames): string =>
  person.used_first_name ?? person.first_names.split(' ')[0] ?? '';
export const nameOf = (person: UsedNames): string => `${firstNameOf(person)} ${familyNameOf(person)}`;

const accounts = (database: Database) =>
  database
    .selectFrom('account')
    .innerJoin('space', 'space.patient', 'account.patient')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .select(['account.id', 'account.patient', 'account.identifier', 'account.password', 'account.email'])
    .select(['account.language', 'account.mobile', 'account.mobile_verified_at'])
    .select(['insured.birth_name', 'insured.first_names', 'insured.used_name', 'insured.used_first_name'])
    .where('account.closed_at', 'is', null);
type Row = Awaited<ReturnType<ReturnType<typeof accounts>['executeTakeFirstOrThrow']>>;

const accountOf = ({ mobile_verified_at, mobile, ...row }: Row): Account => ({
  ...row,
  mobile: mobile_verified_at ? mobile : null,
  name: nameOf(row),
});

/** The account of this identifier that is not closed. */
export async function findAccount(database: Database, identifier: string): Promise<Account | undefined> {
  const row = await accounts(database).where('account.identifier', '=', identifier).executeTakeFirst();
  return row && accountOf(row);
}

export async function findAccountById(database: Database, id: string): Promise<Account | undefined> {
  const row = await accounts(database).where('account.id', '=', id).executeTakeFirst();
  return row && accountOf(row);
}

/**
 * Whether an account is open and has still the password that was looked at (hashed; where one is named), which stays so until the
 * transaction ends: who changes it, or closes the account, then finds and ends what this transaction began.
 */
export async function isUnchanged(
  transaction: Kysely<Tables>,
  { account, password }: { account: string; password?: string },
): Promise<boolean> {
  const row = await transaction
    .selectFrom('account')
    .select('password')
    .where('id', '=', account)
    .where('closed_at', 'is', null)
    .forShare()
    .executeTakeFirst();
  return row !== undefined && (password === undefined || row.password === password);
}

/** What a ticket stands for, while it is good: a sign-in that has passed its first step, or a way back in. */
export async function findTicket(
  database: Database,
  purpose: 'challenge' | 'recovery',
  ticket: { id: string; hash: string } | undefined,
  now: Date,
): Promise<{ id: string; account: Account } | undefined> {
  if (!ticket) return undefined;
  const row = await database
    .selectFrom('one_time')
    .selectAll()
    .where('id', '=', ticket.id)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row || !sameHash(row.hash, ticket.hash)) return undefined;
  const account = await findAccountById(database, row.subject);
  return account && { id: row.id, account };
}
