import type { Account } from './accounts.ts';
import type { Origin, SessionParts } from './parts.ts';

/**
 * A sign-in in the audit: `session.add`. Who failed is nobody known, even where the account is; a try at an account is kept with its
 * space, so that its owner can see it.
 */
export async function writeSignIn(
  { guard }: Pick<SessionParts, 'guard'>,
  { request }: Pick<Origin, 'request'>,
  account: Pick<Account, 'patient' | 'name'> | undefined,
  reason: 'signed-in' | 'credentials-wrong' | 'code-wrong',
): Promise<void> {
  const success = reason === 'signed-in';
  await guard.record({
    request,
    actor: success && account ? { kind: 'patient', id: account.patient, name: account.name } : stranger,
    action: 'session.add',
    ...(account ? { patient: account.patient } : {}),
    outcome: success ? 'success' : 'refused',
    reason,
  });
}

export const stranger = { kind: 'unknown', id: '', name: '' };
