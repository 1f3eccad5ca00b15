import { useAnswer } from '../../api/use-answer.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { usePortal } from '../../portal.ts';
import { useSpace } from '../../session/space.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { stepPath, steps } from './steps.ts';

/** On the home page, while the questionnaire has not ended: what is left, and the way back into it. */
export function Unfinished() {
  const { questionnaire: words, child } = useTexts();
  const of = useSpace()?.firstName;
  const { call, answers } = usePortal();
  const asked = useAnswer('questionnaire', () => call('GET /api/questionnaire'));
  if (asked.state !== 'ready' || asked.value.ended) return null;
  const { step, begun } = asked.value;
  const never = async () => {
    await call('PUT /api/questionnaire', { body: { step: steps.length + 1 } });
    await answers.refresh('questionnaire');
  };
  return (
    <section className="card unfinished" aria-labelledby="unfinished-title">
      <div className="stack">
        <h2 id="unfinished-title">{of ? child.unfinished(of) : words.unfinishedTitle}</h2>
        <p>{words.unfinishedText(steps.length + 1 - step)}</p>
        <progress className="walk-progress" aria-label={words.progress} max={steps.length} value={step - 1} />
      </div>
      <div className="row">
        <LinkButton href={stepPath(step)} weight="main">
          {begun ? words.resume : words.begin}
        </LinkButton>
        <Button weight="bare" onPress={() => void never().catch(() => undefined)}>
          {words.never}
        </Button>
      </div>
    </section>
  );
}
