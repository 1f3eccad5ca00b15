import { useEffect } from 'react';
import { LinkButton } from '../../components/button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Missing } from '../pages/missing.tsx';
import { usePortal } from '../../portal.ts';
import { useSpace } from '../../session/space.ts';
import { useReading, useTexts } from '../../texts/use-texts.ts';
import { EntryStep } from './entry-step.tsx';
import { MeasureStep } from './measure-step.tsx';
import { stepAt, stepPath, steps, stepTitle } from './steps.ts';

/** A8: one step of the first questionnaire; each can be skipped, and one can go back. */
export function Welcome({ params }: { params: Record<string, string> }) {
  const { texts } = useReading();
  const { questionnaire: words, child } = texts;
  const of = useSpace()?.firstName;
  const { call } = usePortal();
  const found = stepAt(params['step']);
  const at = found?.at ?? 0;
  useEffect(() => {
    // Begun: it is not shown unasked again. The furthest step counts, so coming back takes nothing back.
    if (at > 0) call('PUT /api/questionnaire', { body: { step: at } }).catch(() => undefined);
  }, [call, at]);
  if (params['step'] === 'done') return <Done />;
  if (!found) return <Missing />;
  const { step } = found;
  return (
    <div className="stack-large narrow">
      <PageHead
        title={stepTitle(step, texts, of)}
        lead={words.step(at, steps.length)}
        {...(at > 1 ? { back: { href: stepPath(at - 1), label: words.before } } : {})}
      />
      <progress className="walk-progress" aria-label={words.progress} max={steps.length} value={at} />
      {at === 1 && <p>{of ? child.stepsLead(of) : words.lead}</p>}
      {step === 'height' || step === 'weight' ? <MeasureStep kind={step} at={at} /> : <EntryStep step={step} at={at} />}
    </div>
  );
}

function Done() {
  const { questionnaire: words, child } = useTexts();
  const of = useSpace()?.firstName;
  return (
    <div className="stack-large narrow">
      <PageHead title={of ? child.stepsDone(of) : words.doneTitle} lead={of ? child.stepsDoneText : words.doneText} />
      <div className="row">
        <LinkButton href="/" weight="main">
          {words.toHome}
        </LinkButton>
        <LinkButton href="/profile">{of ? child.toProfile(of) : words.toProfile}</LinkButton>
      </div>
    </div>
  );
}
