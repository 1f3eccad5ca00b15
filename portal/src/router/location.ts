import { useSyncExternalStore } from 'react';
import { addressIn, pathWithin, profileOf } from './profile.ts';

const MOVED = 'passerelle:moved';

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}

/** Where the browser is: path and search, without the part that names the space. */
export function useUrl(): URL {
  const url = new URL(useSyncExternalStore(subscribe, () => location.href));
  url.pathname = pathWithin(url.pathname);
  return url;
}

/** C2: the space that the page is in, by the id of its Patient; empty: one's own. */
export const useProfile = (): string => useSyncExternalStore(subscribe, () => profileOf(location.pathname));

/** Goes to a page of the portal. `replace`: the page left is not one to come back to. `quiet`: same page, other state. `space`: another than the one that one is in. */
export function goTo(
  target: string,
  { replace = false, quiet = false, space = profileOf(location.pathname) } = {},
): void {
  history[replace ? 'replaceState' : 'pushState']({ moved: true }, '', addressIn(space, target));
  if (!quiet) scrollTo(0, 0);
  dispatchEvent(new Event(MOVED));
}

/** The address of a page in the space that one is in. */
export const addressOf = (target: string, space = profileOf(location.pathname)): string => addressIn(space, target);

/** A path inside the portal from what an address says, never another site. */
export const insidePath = (target: string | null): string => (target && /^\/(?![/\\])/.test(target) ? target : '/');
