import { useState } from 'react';
import { failureOf, failureText, type Failure } from '../api/failure.ts';
import { usePortal } from '../portal.ts';
import { useReading } from '../texts/use-texts.ts';
import { useToast } from './toast.tsx';

/**
 * A write by one press, without a form: `act(write, done)` writes, asks again for the answers whose names begin with
 * `beginnings`, then says `done`. `busy` until what is shown is what is in force; `failure`, given back too, is why nothing changed.
 */
export function useAct(...beginnings: string[]) {
  const { answers } = usePortal();
  const say = useToast();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const act = async (write: () => Promise<unknown>, done?: string): Promise<Failure | undefined> => {
    setBusy(true);
    setFailure(undefined);
    const failed = await write().then(() => undefined, failureOf);
    await answers.refresh(...beginnings);
    setFailure(failed);
    setBusy(false);
    if (done && !failed) say(done);
    return failed;
  };
  return { busy, failure, act };
}

/** The same where there is no room for a notice, or where what is asked for again may take it away: a failure is said as what was done is. */
export function useSaidAct(...beginnings: string[]) {
  const { texts, language } = useReading();
  const say = useToast();
  const { busy, act } = useAct(...beginnings);
  const saidAct = async (write: () => Promise<unknown>, done: string): Promise<void> => {
    const failed = await act(write, done);
    if (failed) say(failureText(failed, texts.failures, language), 'bad');
  };
  return { busy, act: saidAct };
}
