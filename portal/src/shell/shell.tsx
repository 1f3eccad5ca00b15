import type { SignedIn } from '@passerelle/gateway/client';
import type { ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { Loaded } from '../components/loaded.tsx';
import { Logo } from '../components/logo.tsx';
import { usePortal } from '../portal.ts';
import { useUrl } from '../router/location.ts';
import { SpaceContext } from '../session/space.ts';
import { AccountMenu } from './account-menu.tsx';
import { Footer } from './footer.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { ProfileSwitch } from './profile-switch.tsx';
import { Rail, SubTabs, Tabs } from './rail.tsx';
import { ShutSpace } from './shut-space.tsx';
import { SkipLink } from './skip-link.tsx';

/** The frame of somebody who is signed in. */
export function Shell({ who, children }: { who: SignedIn; children: ReactNode }) {
  const { call, profile } = usePortal();
  const path = useUrl().pathname;
  const messages = useAnswer('messages?1', () => call('GET /api/messages', { query: { page: 1 } }));
  const family = useAnswer('family', () => call('GET /api/family'));
  const profiles = family.state === 'ready' ? family.value.profiles : [];
  const here = profiles.find((one) => (profile ? one.profile === profile : one.own));
  const unread = messages.state === 'ready' ? messages.value.unread : 0;
  return (
    <div className="shell">
      <SkipLink />
      <Rail path={path} unread={unread} />
      <header className="top">
        <Logo />
        <LanguageSwitch />
        <AccountMenu who={who} child={here?.own === false ? here : undefined} />
        <ProfileSwitch profiles={profiles} here={here} />
      </header>
      <main className="page" id="main" tabIndex={-1}>
        <SpaceContext value={here?.own === false ? here : undefined}>
          {!profile || here ? (
            <>
              <SubTabs path={path} />
              {children}
            </>
          ) : (
            <Loaded asked={family}>
              {({ minors }) => <ShutSpace child={minors.find(({ closed }) => closed?.profile === profile)} />}
            </Loaded>
          )}
        </SpaceContext>
      </main>
      <Footer />
      <Tabs path={path} unread={unread} />
    </div>
  );
}
