import { CallError, createCall, type Call } from '@passerelle/gateway/call';
import type { ApiRoutes } from '@passerelle/gateway/client';
import { createContext, useContext } from 'react';
import { Answers } from './api/answers.ts';
import { Proof } from './session/proof.ts';
import { Session } from './session/session.ts';

export interface Portal {
  call: Call<ApiRoutes>;
  answers: Answers;
  session: Session;
  /** Stands between what needs a proof and the person who gives it. */
  proof: Proof;
  /** What is typed and not yet saved, by form: survives a session's end and a walk to another page. In memory only. */
  drafts: Map<string, unknown>;
}

/** Wires the parts that every page uses. */
export function createPortal(): Portal {
  const session = new Session();
  const answers = new Answers();
  const drafts = new Map<string, unknown>();
  session.onOut = () => answers.forget();
  session.onOtherPerson = () => drafts.clear();
  const proof = new Proof();
  const call = proven(createCall<ApiRoutes>({ baseUrl: '', fetch: watched(session) }), proof);
  return { call, answers, session, proof, drafts };
}

/** What the gateway wants a proof for is asked of it again once that is given: the page that asked notices nothing. */
function proven(call: Call<ApiRoutes>, proof: Proof): Call<ApiRoutes> {
  const again = async (...request: Parameters<Call<ApiRoutes>>) => {
    try {
      return await call(...request);
    } catch (error) {
      if (!(error instanceof CallError && error.code === 'proof-required' && (await proof.ask()))) throw error;
      return call(...request);
    }
  };
  return again as Call<ApiRoutes>;
}

/** A 401 anywhere but at the door means that the session is over. */
function watched(session: Session): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const atTheDoor = /^\/api\/(session|recovery)(\/|$)/.test(String(input)) && init?.method !== 'GET';
    if (response.status === 401 && !atTheDoor) session.ended();
    else if (response.ok) session.touch();
    return response;
  };
}

export const PortalContext = createContext<Portal | undefined>(undefined);

export function usePortal(): Portal {
  const portal = useContext(PortalContext);
  if (!portal) throw new Error('usePortal outside of the portal');
  return portal;
}
