import { useCallback, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { usePortal } from '../portal.ts';
import type { Asked } from './answers.ts';

/** Asks for something under a name that pages share; shows at once what is known already, and asks again. */
export function useAnswer<T>(name: string, load: () => Promise<T>): Asked<T> & { again: () => void } {
  const { answers } = usePortal();
  const peek = useCallback(() => answers.peek(name), [answers, name]);
  const asked = useSyncExternalStore(answers.subscribe, peek) as Asked<T>;
  const start = useEffectEvent(() => void answers.ask(name, load));
  useEffect(() => start(), [name]);
  return { ...asked, again: () => void answers.again(name) };
}
