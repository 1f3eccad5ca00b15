import type { Profile } from '@passerelle/gateway/client';
import { createContext, useContext } from 'react';

/** C2: the space that the page is in; nothing: one's own. */
export const SpaceContext = createContext<Profile | undefined>(undefined);

/** The child whose space the page is in; nothing in one's own. */
export const useSpace = (): Profile | undefined => useContext(SpaceContext);
