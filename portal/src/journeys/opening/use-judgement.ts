import { useDeferredValue, useEffect, useState } from 'react';
import type { Judgement } from '@passerelle/gateway/passwords';
import { judgePassword } from '../../passwords/strength.ts';
import { isStrong } from './password.ts';

/** Whether the password typed so far is hard to guess; nothing while that is not known, or the criteria are not met. */
export function useJudgement(password: string, about: string): Judgement | undefined {
  const typed = useDeferredValue(password);
  const [judged, setJudged] = useState<{ typed: string; judgement: Judgement | undefined }>();
  useEffect(() => {
    let left = false;
    if (isStrong(typed))
      void judgePassword(typed, about.split('\n')).then((judgement) => left || setJudged({ typed, judgement }));
    return () => void (left = true);
  }, [typed, about]);
  return judged?.typed === password ? judged.judgement : undefined;
}
