import type { SignedIn } from '@passerelle/gateway/client';
import { useState } from 'react';
import { Bridge } from '../../components/bridge.tsx';
import { Logo } from '../../components/logo.tsx';
import { Notice } from '../../components/notice.tsx';
import { usePortal } from '../../portal.ts';
import { goTo, insidePath, useUrl } from '../../router/location.ts';
import { useSession } from '../../session/use-session.ts';
import { Footer } from '../../shell/footer.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { SchemeSwitch } from '../../shell/scheme-switch.tsx';
import { SkipLink } from '../../shell/skip-link.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { firstPage } from '../questionnaire/first-page.ts';
import { ChannelStep, type Sent } from './channel-step.tsx';
import { CodeStep } from './code-step.tsx';
import { PasswordStep, type Challenge } from './password-step.tsx';

type Step = { at: 1 } | { at: 2; challenge: Challenge } | { at: 3; challenge: Challenge; sent: Sent };

/** B1: identifier and password, where to send a code, the code; then back to the page that was asked for. */
export function SignIn() {
  const { signIn } = useTexts();
  const { call, session } = usePortal();
  const now = useSession();
  const url = useUrl();
  const [step, setStep] = useState<Step>({ at: 1 });
  const enter = (who: SignedIn) => {
    session.signedIn(who);
    const back = url.searchParams.get('back');
    void (back ? Promise.resolve(insidePath(back)) : firstPage(call)).then((page) => goTo(page, { replace: true }));
  };
  return (
    <div className="door">
      <SkipLink />
      <header className="door-side">
        <Logo />
        <div className="door-promise">
          <p className="promise">{signIn.promise}</p>
          <p>{signIn.promiseText}</p>
        </div>
        <Bridge />
      </header>
      <div className="door-main">
        <div className="door-tools">
          <LanguageSwitch />
          <SchemeSwitch />
        </div>
        <main id="main" tabIndex={-1} className="door-form">
          {step.at === 1 && now.state === 'out' && now.ended && <Notice tone="warn">{signIn.ended}</Notice>}
          {step.at === 1 && url.searchParams.has('out') && <Notice tone="good">{signIn.out}</Notice>}
          {step.at === 1 && <PasswordStep onChallenge={(challenge) => setStep({ at: 2, challenge })} onEnter={enter} />}
          {step.at === 2 && (
            <ChannelStep
              challenge={step.challenge}
              onSent={(sent) => setStep({ at: 3, challenge: step.challenge, sent })}
              onBack={() => setStep({ at: 1 })}
            />
          )}
          {step.at === 3 && (
            <CodeStep
              challenge={step.challenge}
              sent={step.sent}
              onEnter={enter}
              onBack={() => setStep({ at: 2, challenge: step.challenge })}
            />
          )}
        </main>
        <Footer />
      </div>
    </div>
  );
}
