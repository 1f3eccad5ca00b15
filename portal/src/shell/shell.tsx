import type { SignedIn } from '@passerelle/gateway/client';
import type { ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { Logo } from '../components/logo.tsx';
import { usePortal } from '../portal.ts';
import { useUrl } from '../router/location.ts';
import { AccountMenu } from './account-menu.tsx';
import { Footer } from './footer.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Rail, SubTabs, Tabs } from './rail.tsx';
import { SkipLink } from './skip-link.tsx';

/** The frame of somebody who is signed in. */
export function Shell({ who, children }: { who: SignedIn; children: ReactNode }) {
  const { call } = usePortal();
  const path = useUrl().pathname;
  const messages = useAnswer('messages?1', () => call('GET /api/messages', { query: { page: 1 } }));
  const unread = messages.state === 'ready' ? messages.value.unread : 0;
  return (
    <div className="shell">
      <SkipLink />
      <Rail path={path} unread={unread} />
      <header className="top">
        <Logo />
        <LanguageSwitch />
        <AccountMenu who={who} />
      </header>
      <main className="page" id="main" tabIndex={-1}>
        <SubTabs path={path} />
        {children}
      </main>
      <Footer />
      <Tabs path={path} unread={unread} />
    </div>
  );
}
