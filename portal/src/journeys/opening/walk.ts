import type { Answer, ApiRoutes } from '@passerelle/gateway/client';
import { usePortal } from '../../portal.ts';

export type Identified = Answer<ApiRoutes, 'POST /api/spaces/identification'>;

/** What is known on the way from the code to the choice. In memory only: it holds the ticket that opens a space. */
export interface Walk {
  identified: Identified;
  verified: Answer<ApiRoutes, 'POST /api/spaces/contacts/verification'>['verified'];
  opened?: Answer<ApiRoutes, 'POST /api/spaces'>;
  opposed?: Answer<ApiRoutes, 'POST /api/spaces/opposition'>;
}

const key = 'opening walk';

/** The walk so far, if one has begun, and a way to go on with it. */
export function useWalk(): { walk: Walk | undefined; keep: (walk: Walk) => void } {
  const { drafts } = usePortal();
  return { walk: drafts.get(key) as Walk | undefined, keep: (walk) => void drafts.set(key, walk) };
}
