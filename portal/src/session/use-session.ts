import type { SignedIn } from '@passerelle/gateway/client';
import { useSyncExternalStore } from 'react';
import { usePortal } from '../portal.ts';
import type { SessionState } from './session.ts';

export function useSession(): SessionState {
  const { session } = usePortal();
  return useSyncExternalStore(session.subscribe, session.peek);
}

/** The person signed in, for what is shown only inside a session. */
export function useWho(): SignedIn | undefined {
  const now = useSession();
  return now.state === 'in' ? now.who : undefined;
}
