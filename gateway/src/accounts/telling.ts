import type { Kysely } from 'kysely';
import type { Account } from '../auth/accounts.ts';
import type { Tables } from '../database/tables.ts';
import type { TemplateValues } from '../mail/template-values.ts';
import type { AccountParts } from './parts.ts';

type Told = 'email-changed' | 'mobile-changed' | 'space-closed';

/**
 * Tells the addresses of an account as they were before a change, in the transaction of the change: who took an account over
 * cannot keep its owner from hearing of it.
 * @param before the account as it was
 */
export async function tellBefore<T extends Told>(
  { tellPerson, sms }: Pick<AccountParts, 'tellPerson' | 'sms'>,
  transaction: Kysely<Tables>,
  before: Pick<Account, 'email' | 'mobile' | 'language'>,
  template: T,
  values: TemplateValues[T],
): Promise<void> {
  const { email, mobile, language } = before;
  await tellPerson({ email, language }, template, values, { within: transaction });
  if (mobile && sms) await tellPerson({ mobile, language }, template, values, { within: transaction });
}
