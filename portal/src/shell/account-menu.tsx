import type { Profile, SignedIn } from '@passerelle/gateway/client';
import { useState } from 'react';
import { failureOf, type Failure } from '../api/failure.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { usePortal } from '../portal.ts';
import { Link } from '../router/link.tsx';
import { goTo } from '../router/location.ts';
import { groupNir } from '../journeys/opening/nir.ts';
import { useTexts } from '../texts/use-texts.ts';
import { SchemeSwitch } from './scheme-switch.tsx';

const initials = ({ firstName, name }: SignedIn): string => `${firstName.charAt(0)}${name.charAt(0)}`.toUpperCase();
const wholeName = ({ firstName, name }: SignedIn): string => `${firstName} ${name}`;

interface Props {
  who: SignedIn;
  /** In whose space the page is, unless it is one's own. */
  child: Profile | undefined;
}

/** Who is signed in, and the way out. */
export function AccountMenu({ who, child }: Props) {
  const { shell } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <SchemeSwitch />
      <Button weight="bare" aria-label={shell.account(wholeName(who))} onPress={() => setOpen(true)}>
        <span className="face" data-initials={initials(who)} aria-hidden="true" />
        <span className="wide-only">{wholeName(who)}</span>
      </Button>
      {open && <Account who={who} child={child} onClose={() => setOpen(false)} />}
    </>
  );
}

function Account({ who, child, onClose }: Props & { onClose: () => void }) {
  const { shell, security, family, child: words } = useTexts();
  const { call, session } = usePortal();
  const [failure, setFailure] = useState<Failure>();
  const leave = async () => {
    try {
      await call('DELETE /api/session');
      session.signedOut();
      goTo('/sign-in?out', { replace: true });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Dialog title={shell.myAccount} onClose={onClose}>
      <div className="row">
        <span className="face large" data-initials={initials(who)} aria-hidden="true" />
        <div>
          <strong>{wholeName(who)}</strong>
          <p className="soft small">
            {shell.ins} <span className="number">{groupNir(who.ins)}</span>
          </p>
        </div>
      </div>
      <nav aria-label={security.settings}>
        <ul className="stack">
          <li>
            <Link href="/family" onClick={onClose}>
              {family.title}
            </Link>
          </li>
          {child && (
            <li>
              <Link href="/settings" onClick={onClose}>
                {words.settings(child.firstName)}
              </Link>
            </li>
          )}
          <li>
            <Link href="/settings" space="" onClick={onClose}>
              {child ? words.mine : security.settings}
            </Link>
          </li>
          <li>
            <Link href="/settings/sessions" onClick={onClose}>
              {security.sessionsTitle}
            </Link>
          </li>
          <li>
            <Link href="/settings/passkeys" onClick={onClose}>
              {security.passkeysTitle}
            </Link>
          </li>
        </ul>
      </nav>
      {failure && <FailureNotice failure={failure} />}
      <div className="dialog-foot">
        <Button weight="main" onPress={() => void leave()}>
          <Icon name="out" />
          {shell.signOut}
        </Button>
      </div>
    </Dialog>
  );
}
