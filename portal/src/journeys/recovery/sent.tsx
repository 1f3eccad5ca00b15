import { LinkButton } from '../../components/button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';

/** The same, whether there is somebody to write to or not. */
export function Sent({ text }: { text: string }) {
  const { recovery } = useTexts();
  return (
    <div className="stack-large narrow" role="status">
      <PageHead title={recovery.sentTitle} back={{ href: '/sign-in', label: recovery.back }} />
      <p>{text}</p>
      <p className="soft">{recovery.nothingCame}</p>
      <div>
        <LinkButton href="/sign-in" weight="main">
          {recovery.signIn}
        </LinkButton>
      </div>
    </div>
  );
}
