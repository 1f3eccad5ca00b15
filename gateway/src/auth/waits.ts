import type { Account } from './accounts.ts';
import { bySubject } from './limits.ts';
import type { SessionParts } from './parts.ts';
import { forget } from './throttle.ts';

/** Ends the waits of an account, whoever brought them about: its owner has come another way, or an operator knows better. */
export async function endWaits(
  { database, secret }: Pick<SessionParts, 'database' | 'secret'>,
  { id, identifier }: Pick<Account, 'id' | 'identifier'>,
): Promise<void> {
  const names = { secret, ip: '' };
  await forget(database, [
    ...['code', 'code sent', 'recovery code sent', 'recovery code', 'proof'].map((what) => bySubject(names, what, id)),
    bySubject(names, 'password', identifier),
  ]);
}
