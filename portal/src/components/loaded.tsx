import type { ReactNode } from 'react';
import type { Asked } from '../api/answers.ts';
import { useTexts } from '../texts/use-texts.ts';
import { FailureNotice } from './failure-notice.tsx';

export function Skeleton({ lines = 3 }: { lines?: number }) {
  const { form } = useTexts();
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{form.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} aria-hidden="true" />
      ))}
    </div>
  );
}

interface Props<T> {
  asked: Asked<T> & { again: () => void };
  lines?: number;
  children: (value: T) => ReactNode;
}

/** What was asked for when it is there; its shape while it is awaited; the reason and a retry when it failed. */
export function Loaded<T>({ asked, lines, children }: Props<T>) {
  if (asked.state === 'ready') return children(asked.value);
  if (asked.state === 'failed') return <FailureNotice failure={asked.failure} again={asked.again} />;
  return <Skeleton {...(lines ? { lines } : {})} />;
}
