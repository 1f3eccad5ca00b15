import { PageHead } from '../../components/page-head.tsx';
import { Link } from '../../router/link.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { WayCard } from './way-card.tsx';

/** A1: where the way to a space begins, with a code or without one. */
export function Opening() {
  const { opening } = useTexts();
  return (
    <div className="stack-large">
      <PageHead title={opening.startTitle} lead={opening.startLead} />
      <p>{opening.ready}</p>
      <div className="ways">
        <WayCard
          {...{ icon: 'key', title: opening.haveCode, text: opening.haveCodeText }}
          {...{ href: '/open/identify', go: opening.againGo }}
        />
        <WayCard
          {...{ icon: 'mail', title: opening.needCode, text: opening.needCodeText }}
          {...{ href: '/open/code', go: opening.askTitle }}
        />
      </div>
      <p>
        {opening.haveSpace} <Link href="/sign-in">{opening.signIn}</Link> ·{' '}
        <Link href="/certificate">{opening.havePaper}</Link>
      </p>
    </div>
  );
}
