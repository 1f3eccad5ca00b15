import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { StartAgain } from './start-again.tsx';
import { useWalk } from './walk.ts';
import { WayCard } from './way-card.tsx';

/** A3: to activate, or to refuse. Who refused already, or closed the space, can activate it. */
export function ChooseStep() {
  const { opening } = useTexts();
  const { walk } = useWalk();
  if (!walk) return <StartAgain />;
  const { firstName, state } = walk.identified;
  const before = { none: '', open: opening.wasOpen, opposed: opening.wasOpposed, closed: opening.wasClosed }[state];
  const mayOppose = state === 'none' || state === 'open';
  return (
    <div className="stack-large">
      <PageHead title={opening.hello(firstName)} lead={opening.step(2, opening.choice)} />
      {before && (
        <Notice>
          <p>{before}</p>
        </Notice>
      )}
      <p>{opening.chooseLead}</p>
      <div className="ways">
        <WayCard
          {...{ icon: 'heart', title: opening.activateTitle, text: opening.activateText }}
          {...{ href: '/open/contacts', go: opening.activateGo }}
        />
        {mayOppose && (
          <WayCard
            {...{ icon: 'hidden', title: opening.opposeTitle }}
            text={state === 'open' ? opening.opposeOpenText : opening.opposeText}
            {...{ href: '/open/oppose', go: opening.opposeGo }}
          />
        )}
      </div>
    </div>
  );
}
