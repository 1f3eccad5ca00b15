import { CallError, createCall, type Call } from '@passerelle/gateway/call';
import type { ApiRoutes } from '@passerelle/gateway/client';
import { profileHeader } from '@passerelle/gateway/profile-header';
import { createContext, useContext } from 'react';
import { Answers } from './api/answers.ts';
import { Proof } from './session/proof.ts';
import { Session } from './session/session.ts';

export interface Portal {
  /** C2: the space that calls are for, by the id of its Patient; empty: one's own. */
  profile: string;
  call: Call<ApiRoutes>;
  answers: Answers;
  session: Session;
  /** Stands between what needs a proof and the person who gives it. */
  proof: Proof;
  /** What is typed and not yet saved, by form: survives a session's end and a walk to another page. In memory only. */
  drafts: Map<string, unknown>;
  /** What a page hands to one in another space, to be shown once. In memory only. */
  handed: Map<string, unknown>;
}

/**
 * Wires the parts that every page uses. Each space has calls, answers and drafts of its own: what a page of a child began stays that child's,
 * wherever the reader walks meanwhile.
 */
export function createPortal(): (profile: string) => Portal {
  const session = new Session();
  const proof = new Proof();
  const spaces = new Map<string, Portal>();
  const handed = new Map<string, unknown>();
  session.onOut = () => spaces.forEach(({ answers }) => answers.forget());
  session.onOtherPerson = () => {
    handed.clear();
    spaces.forEach(({ drafts }) => drafts.clear());
  };
  return (profile) => {
    const known = spaces.get(profile);
    if (known) return known;
    const answers = new Answers();
    const headers: Record<string, string> = profile ? { [profileHeader]: profile } : {};
    const fetch = watched(session, () => void (profile && answers.again('family')));
    const call = proven(createCall<ApiRoutes>({ baseUrl: '', headers, fetch }), proof);
    const made = { profile, call, answers, session, proof, drafts: new Map<string, unknown>(), handed };
    spaces.set(profile, made);
    return made;
  };
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

/** A 401 anywhere but at the door means that the session is over; a 403 may be the end of one's access to a space. */
function watched(session: Session, refused: () => void): typeof fetch {
  return async (input, init) => {
    const asked = Date.now();
    const headers = { ...(init?.headers as Record<string, string> | undefined), ...session.headers() };
    const response = await fetch(input, { ...init, headers });
    const atTheDoor = /^\/api\/(session|recovery)(\/|$)/.test(String(input)) && init?.method !== 'GET';
    if (response.status === 401 && !atTheDoor) session.ended();
    else if (response.status === 403) refused();
    else if (response.ok) session.heard(asked, response.headers.get('date'));
    return response;
  };
}

export const PortalContext = createContext<Portal | undefined>(undefined);

export function usePortal(): Portal {
  const portal = useContext(PortalContext);
  if (!portal) throw new Error('usePortal outside of the portal');
  return portal;
}
