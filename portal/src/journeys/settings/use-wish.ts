import { useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useToast } from '../../components/toast.tsx';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** A setting that is kept as soon as it is touched: says that it was, or why not, and shows what is kept. */
export function useWish() {
  const { settings } = useTexts();
  const { answers } = usePortal();
  const say = useToast();
  const [failure, setFailure] = useState<Failure>();
  const put = async (work: Promise<unknown>): Promise<void> => {
    setFailure(undefined);
    await work.then(
      () => say(settings.saved),
      (error: unknown) => setFailure(failureOf(error)),
    );
    answers.again('settings');
  };
  return { put, failure };
}
