import { Bridge } from '../../components/bridge.tsx';
import { LinkButton } from '../../components/button.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';

/** No page at this address. */
export function Missing() {
  const { missing } = useTexts();
  return (
    <>
      <PageHead title={missing.title} lead={missing.text} />
      <div className="row">
        <LinkButton href="/" weight="main">
          {missing.home}
        </LinkButton>
        <LinkButton href="/site-map">{missing.siteMap}</LinkButton>
      </div>
      <div className="lost">
        <Bridge />
      </div>
    </>
  );
}
