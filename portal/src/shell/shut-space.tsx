import type { Minor } from '@passerelle/gateway/client';
import { Notice } from '../components/notice.tsx';
import { PageHead } from '../components/page-head.tsx';
import { Link } from '../router/link.tsx';
import { dateText } from '../texts/formats.ts';
import { useReading } from '../texts/use-texts.ts';

/** C2: the address names a space that this person may not enter, or no longer; or (`child`) one that is closed, which they know. */
export function ShutSpace({ child }: { child: Minor | undefined }) {
  const { texts, language } = useReading();
  const { family, child: words } = texts;
  const day = (instant: string): string => dateText(instant.slice(0, 10), language);
  const { closed } = child ?? {};
  return (
    <>
      <PageHead title={child ? words.closed(child.firstName) : family.shutTitle} />
      <Notice tone="warn">
        {closed ? (
          <>
            <p>{words.closedSince(day(closed.at), day(closed.keptUntil))}</p>
            <p>{words.closedBack}</p>
          </>
        ) : (
          family.shutText
        )}
      </Notice>
      <div className="row">
        {closed && (
          <Link href="/family" className="button main">
            {words.toFamily}
          </Link>
        )}
        <Link href="/" space="" className={closed ? 'button quiet' : 'button main'}>
          {family.toOwn}
        </Link>
      </div>
    </>
  );
}
