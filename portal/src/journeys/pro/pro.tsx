import { useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Skeleton } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { usePortal } from '../../portal.ts';
import { useReading } from '../../texts/use-texts.ts';
import { professionText } from '../access/professions.ts';
import { professionalSession, signOutProfessional, type Professional } from './professional-session.ts';

/** A professional who signed in in the browser: who the identity provider says that it is, and the way out. */
export function Pro() {
  const { texts } = useReading();
  const { pro } = texts;
  const asked = useAnswer('professional', professionalSession);
  return (
    <div className="stack-large narrow">
      <PageHead title={pro.title} lead={pro.lead} />
      {asked.state === 'loading' && <Skeleton lines={2} />}
      {asked.state === 'failed' && <FailureNotice failure={asked.failure} again={asked.again} />}
      {asked.state === 'ready' && (asked.value ? <Identity professional={asked.value} /> : <SignedOut />)}
      <p className="soft">{pro.software}</p>
    </div>
  );
}

function SignedOut() {
  const { texts } = useReading();
  return (
    <Notice>
      <p>{texts.pro.out}</p>
      <div>
        <a className="button main" href="/auth/professional/login?returnTo=/pro">
          {texts.pro.signIn}
        </a>
      </div>
    </Notice>
  );
}

function Identity({ professional }: { professional: Professional }) {
  const { texts, language } = useReading();
  const { pro } = texts;
  const { answers } = usePortal();
  const [failure, setFailure] = useState<Failure>();
  const leave = async () => {
    await signOutProfessional().catch((error: unknown) => setFailure(failureOf(error)));
    await answers.again('professional');
  };
  const rows = [
    [pro.name, professional.name],
    [pro.rpps, professional.rpps],
    [pro.profession, professionText(professional.profession, language)],
  ] as const;
  return (
    <section className="card section">
      {failure && <FailureNotice failure={failure} />}
      <dl className="facts pairs">
        {rows.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Button icon="out" onPress={() => void leave()}>
          {pro.signOut}
        </Button>
      </div>
    </section>
  );
}
