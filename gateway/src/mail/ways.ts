import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Language } from './letter.ts';

/** Whom to tell: an account, a person of the register by whatever way there is, or an address and nothing else. */
export type Whom =
  | { account: string }
  | { ins: string }
  | { post: string }
  | { email: string; language: Language }
  | { mobile: string; language: Language };

/** The way that something goes, and its language. */
export type Way =
  | { way: 'email'; to: string; language: Language }
  | { way: 'sms'; to: string; language: Language }
  | { way: 'post'; ins: string; language: Language };

/**
 * An account is told at its address, in its language. A person of the register: by their account where they have one, else at the address
 * that the insurer knows, else by post, in French.
 * @returns undefined when there is no way.
 */
export async function wayTo(database: Kysely<Tables>, whom: Whom): Promise<Way | undefined> {
  if ('email' in whom) return { way: 'email', to: whom.email, language: whom.language };
  if ('mobile' in whom) return { way: 'sms', to: whom.mobile, language: whom.language };
  if ('account' in whom) return accountWay(accounts(database).where('account.id', '=', whom.account));
  if ('post' in whom) return byPost(database, whom.post);
  return (
    (await accountWay(accounts(database).where('space.ins', '=', whom.ins))) ??
    (await byRegister(database, whom.ins)) ??
    (await byPost(database, whom.ins))
  );
}

const accounts = (database: Kysely<Tables>) =>
  database
    .selectFrom('account')
    .innerJoin('space', 'space.patient', 'account.patient')
    .select(['account.email', 'account.language'])
    .where('account.closed_at', 'is', null);

async function accountWay(found: ReturnType<typeof accounts>): Promise<Way | undefined> {
  const account = await found.executeTakeFirst();
  return account && { way: 'email', to: account.email, language: account.language };
}

async function byRegister(database: Kysely<Tables>, ins: string): Promise<Way | undefined> {
  const person = await database.selectFrom('insured').select('email').where('ins', '=', ins).executeTakeFirst();
  return person?.email ? { way: 'email', to: person.email, language: 'fr' } : undefined;
}

async function byPost(database: Kysely<Tables>, ins: string): Promise<Way | undefined> {
  const person = await database.selectFrom('insured').select('address').where('ins', '=', ins).executeTakeFirst();
  return person && person.address.length > 0 ? { way: 'post', ins, language: 'fr' } : undefined;
}
