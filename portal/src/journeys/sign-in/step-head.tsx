import { useEffect, useRef } from 'react';
import { useTexts } from '../../texts/use-texts.ts';

/** Where one is in the three steps, in words and as a line that fills. */
export function StepHead({ step, title }: { step: 1 | 2 | 3; title: string }) {
  const { signIn } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${signIn.step(step)} · Passerelle`;
  }, [title, step, signIn]);
  useEffect(() => {
    if (step > 1) heading.current?.focus();
  }, [step]);
  return (
    <div className="stack">
      <div className="progress-steps" aria-hidden="true">
        {[1, 2, 3].map((part) => (
          <span key={part} data-done={part <= step || undefined} />
        ))}
      </div>
      <div>
        <p className="soft small">{signIn.step(step)}</p>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
    </div>
  );
}
