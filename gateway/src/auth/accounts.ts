import type { Database } from '../database/connect.ts';
import { sameHash } from './one-time.ts';

export interface Account {
  id: string;
  patient: string;
  password: string;
  email: string;
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
    .select(['account.id', 'account.patient', 'account.password', 'account.email', 'account.language'])
    .select(['insured.birth_name', 'insured.first_names', 'insured.used_name', 'insured.used_first_name']);

export async function findAccount(database: Database, identifier: string): Promise<Account | undefined> {
  const row = await accounts(database).where('account.identifier', '=', identifier).executeTakeFirst();
  return row && { ...row, name: nameOf(row) };
}

/** A sign-in that has passed its first step, and not its last. */
export async function findChallenge(
  database: Database,
  ticket: { id: string; hash: string } | undefined,
  now: Date,
): Promise<{ id: string; account: Account } | undefined> {
  if (!ticket) return undefined;
  const row = await database
    .selectFrom('one_time')
    .selectAll()
    .where('id', '=', ticket.id)
    .where('purpose', '=', 'challenge')
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row || !sameHash(row.hash, ticket.hash)) return undefined;
  const account = await accounts(database).where('account.id', '=', row.subject).executeTakeFirst();
  return account && { id: row.id, account: { ...account, name: nameOf(account) } };
}
