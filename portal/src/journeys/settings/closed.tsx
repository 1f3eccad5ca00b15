import { useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { saveFile } from '../../api/save-file.ts';
import { Button } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';

interface Closing {
  certificate: string;
  code: string;
  keptUntil: string;
  /** Of the child whose space it was; absent: one's own. */
  firstName?: string;
}

/** F5: a space is closed; its certificate can be downloaded. Once: it is in this page's memory and nowhere else. */
export function Closed() {
  const { texts, language } = useReading();
  const { settings, opening, child } = texts;
  const { drafts, handed } = usePortal();
  const [closed] = useState(() => (handed.get('closed') ?? drafts.get('closed')) as Closing | undefined);
  const until = closed && dateText(closed.keptUntil.slice(0, 10), language);
  const of = closed?.firstName;
  return (
    <div className="stack-large narrow">
      <PageHead title={of ? child.closed(of) : settings.closedTitle} />
      {closed ? (
        <>
          <p role="status">{of ? child.closedText(until ?? '') : settings.closedText(until ?? '')}</p>
          <dl className="facts pairs">
            <div>
              <dt>{settings.certificateCode}</dt>
              <dd className="number">{closed.code.match(/.{4}/g)?.join('-')}</dd>
            </div>
          </dl>
          <Download certificate={closed.certificate} />
        </>
      ) : (
        <p>{settings.goneText}</p>
      )}
      {of ? (
        <p>
          {child.closedBack} <Link href="/family">{child.toFamily}</Link>
        </p>
      ) : (
        <p>
          {settings.closedBack} <Link href="/open/code">{opening.askTitle}</Link>
        </p>
      )}
    </div>
  );
}

function Download({ certificate }: { certificate: string }) {
  const { texts, language } = useReading();
  const { call } = usePortal();
  const [failure, setFailure] = useState<Failure>();
  const download = async () => {
    setFailure(undefined);
    try {
      const pdf = await call('POST /api/certificates/pdf', { body: { certificate, language } });
      saveFile(pdf, language === 'fr' ? 'attestation.pdf' : 'certificate.pdf');
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <div className="stack">
      {failure && <FailureNotice failure={failure} />}
      <div>
        <Button weight="main" icon="download" onPress={() => void download()}>
          {texts.settings.certificate}
        </Button>
      </div>
    </div>
  );
}
