import { LinkButton } from '../../components/button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';

/** A page of the walk that was reloaded, or opened from a bookmark: the way goes on from the code. */
export function StartAgain() {
  const { opening } = useTexts();
  return (
    <div className="stack-large narrow">
      <PageHead title={opening.again} />
      <p>{opening.againText}</p>
      <div>
        <LinkButton href="/open/identify" weight="main">
          {opening.againGo}
        </LinkButton>
      </div>
    </div>
  );
}
