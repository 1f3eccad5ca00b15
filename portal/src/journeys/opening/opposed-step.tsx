import { useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { saveFile } from '../../api/save-file.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useToast } from '../../components/toast.tsx';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { instantText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { StartAgain } from './start-again.tsx';
import { useWalk } from './walk.ts';

/** A3: the refusal is recorded; its certificate can be downloaded at once. */
export function OpposedStep() {
  const { texts, language } = useReading();
  const { opening } = texts;
  const { walk } = useWalk();
  if (!walk?.opposed) return <StartAgain />;
  const { certificate, code, at } = walk.opposed;
  return (
    <div className="stack-large narrow">
      <PageHead title={opening.opposedTitle} />
      <p>{opening.opposedText}</p>
      <dl className="facts pairs">
        <div>
          <dt>{opening.certificateCode}</dt>
          <dd className="number">{code.match(/.{4}/g)?.join('-')}</dd>
        </div>
        <div>
          <dt>{opening.certificateAt}</dt>
          <dd>{instantText(at, language)}</dd>
        </div>
      </dl>
      <Download certificate={certificate} />
      <p>
        {opening.comeBack} <Link href="/open/code">{opening.askTitle}</Link>
      </p>
      <div>
        <LinkButton href={`/certificate#${code}`}>{opening.havePaper}</LinkButton>
      </div>
    </div>
  );
}

function Download({ certificate }: { certificate: string }) {
  const { texts, language } = useReading();
  const { call } = usePortal();
  const say = useToast();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const download = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const pdf = await call('POST /api/certificates/pdf', { body: { certificate, language } });
      saveFile(pdf, language === 'fr' ? 'attestation.pdf' : 'certificate.pdf');
      say(texts.opening.downloaded);
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(false);
  };
  return (
    <div className="stack">
      {failure && <FailureNotice failure={failure} />}
      <div>
        <Button weight="main" icon="download" isPending={busy} onPress={() => void download()}>
          {texts.opening.download}
        </Button>
      </div>
    </div>
  );
}
