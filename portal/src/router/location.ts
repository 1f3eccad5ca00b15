import { useSyncExternalStore } from 'react';

const MOVED = 'passerelle:moved';

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}

/** Where the browser is: path and search. */
export const useUrl = (): URL => new URL(useSyncExternalStore(subscribe, () => location.href));

/** Goes to a page of the portal. `replace`: the page left is not one to come back to. `quiet`: same page, other state. */
export function goTo(target: string, { replace = false, quiet = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState']({ moved: true }, '', target);
  if (!quiet) scrollTo(0, 0);
  dispatchEvent(new Event(MOVED));
}

/** A path inside the portal from what an address says, never another site. */
export const insidePath = (target: string | null): string => (target && /^\/(?![/\\])/.test(target) ? target : '/');
