import { Notice } from '../components/notice.tsx';
import { PageHead } from '../components/page-head.tsx';
import { Link } from '../router/link.tsx';
import { useTexts } from '../texts/use-texts.ts';

/** C2: the address names a space that this person may not enter, or no longer. */
export function ShutSpace() {
  const { family } = useTexts();
  return (
    <>
      <PageHead title={family.shutTitle} />
      <Notice tone="warn">{family.shutText}</Notice>
      <p>
        <Link href="/" space="" className="button main">
          {family.toOwn}
        </Link>
      </p>
    </>
  );
}
