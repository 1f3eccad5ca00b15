import type { ReactNode } from 'react';
import { LinkButton } from '../components/button.tsx';
import { Logo } from '../components/logo.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Footer } from './footer.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import { SkipLink } from './skip-link.tsx';

/** The frame of pages that everybody may see, without a session. */
export function PlainShell({ children }: { children: ReactNode }) {
  const { shell } = useTexts();
  return (
    <div className="shell plain">
      <SkipLink />
      <header className="top">
        <Logo />
        <LanguageSwitch />
        <SchemeSwitch />
        <LinkButton href="/sign-in">{shell.signIn}</LinkButton>
      </header>
      <main className="page" id="main" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </div>
  );
}
