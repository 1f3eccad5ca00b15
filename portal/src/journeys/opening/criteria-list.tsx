import { Icon } from '../../components/icon.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { criteria, type Criterion } from './password.ts';

/** What the password needs; each line ticks as soon as it is met. */
export function CriteriaList({ password }: { password: string }) {
  const { opening } = useTexts();
  return (
    <>
      {opening.criteria}
      <ul className="criteria">
        {(Object.keys(criteria) as Criterion[]).map((name) => {
          const met = criteria[name](password);
          return (
            <li key={name} data-met={met || undefined}>
              <Icon name={met ? 'check' : 'circle'} />
              {opening[name]}
              <span className="unseen">: {met ? opening.met : opening.unmet}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
