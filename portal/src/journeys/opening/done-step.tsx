import { LinkButton } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { StartAgain } from './start-again.tsx';
import { useWalk } from './walk.ts';

/** A6: the space is open; one can go on to a child's. */
export function DoneStep() {
  const { opening } = useTexts();
  const { walk } = useWalk();
  if (!walk?.opened) return <StartAgain />;
  const { identifier, minors } = walk.opened;
  return (
    <div className="stack-large narrow">
      <PageHead title={opening.doneTitle} />
      <Notice tone="good">
        <p>{opening.doneText(identifier)}</p>
        <p>{opening.doneMail}</p>
      </Notice>
      {minors > 0 && <p>{opening.children(minors)}</p>}
      <div className="row">
        <LinkButton href="/sign-in" weight="main">
          {opening.signIn}
        </LinkButton>
        {minors > 0 && <LinkButton href="/sign-in?back=%2Ffamily">{opening.childNext}</LinkButton>}
      </div>
    </div>
  );
}
