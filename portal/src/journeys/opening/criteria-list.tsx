import type { Judgement } from '@passerelle/gateway/passwords';
import { Icon } from '../../components/icon.tsx';
import { useReading } from '../../texts/use-texts.ts';
import { criteria, type Criterion } from './password.ts';

interface Props {
  password: string;
  /** Whether it is hard to guess, once that is known. */
  judgement?: Judgement | undefined;
}

/** What the password needs; each line ticks as soon as it is met. */
export function CriteriaList({ password, judgement }: Props) {
  const { texts, language } = useReading();
  const { opening } = texts;
  const hard = judgement?.ok ?? false;
  return (
    <>
      {opening.criteria}
      <ul className="criteria">
        {(Object.keys(criteria) as Criterion[]).map((name) => (
          <Line key={name} met={criteria[name](password)} text={opening[name]} />
        ))}
        <Line met={hard} text={judgement && !judgement.ok ? opening.easy(judgement[language]) : opening.hard} />
      </ul>
    </>
  );
}

function Line({ met, text }: { met: boolean; text: string }) {
  const { texts } = useReading();
  return (
    <li data-met={met || undefined}>
      <Icon name={met ? 'check' : 'circle'} />
      <span>
        {text}
        <span className="unseen">: {met ? texts.opening.met : texts.opening.unmet}</span>
      </span>
    </li>
  );
}
