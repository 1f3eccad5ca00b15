import { useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { usePortal } from '../../portal.ts';
import { goTo } from '../../router/location.ts';
import { stepPath } from './steps.ts';

/** Goes on to the step after this one, and has the gateway remember how far one is. */
export function useWalkOn(at: number) {
  const { call, answers } = usePortal();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const walkOn = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await call('PUT /api/questionnaire', { body: { step: at + 1 } });
      await answers.refresh('questionnaire');
      goTo(stepPath(at + 1));
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return { walkOn, busy, failure };
}
