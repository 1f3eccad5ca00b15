import { Component, Suspense, useEffect, type ReactNode } from 'react';
import { Skeleton } from '../components/loaded.tsx';
import { Missing } from '../journeys/pages/missing.tsx';
import { usePortal } from '../portal.ts';
import { IdleWatch } from '../session/idle-watch.tsx';
import { ProofDialog } from '../session/proof-dialog.tsx';
import { useSession } from '../session/use-session.ts';
import { useTexts } from '../texts/use-texts.ts';
import { PlainShell } from '../shell/plain-shell.tsx';
import { Shell } from '../shell/shell.tsx';
import { addressOf, goTo, useProfile, useUrl } from './location.ts';
import { matchPath } from './match.ts';
import { isPersonal } from './profile.ts';
import { routes } from './routes.ts';

/** The page of the address, inside the frame that its reader may see. */
export function CurrentPage() {
  const { call, session } = usePortal();
  const now = useSession();
  const url = useUrl();
  const path = url.pathname;
  const route = routes.find(({ path: pattern }) => matchPath(pattern, path));

  useEffect(() => {
    call('GET /api/session').then(
      (who) => session.signedIn(who),
      () => session.ended(),
    );
  }, [call, session]);
  // Written by hand, or kept from before: a page of the person stands in no child's space.
  const astray = useProfile() !== '' && isPersonal(path);
  const own = path + url.search + url.hash;
  useEffect(() => {
    if (astray) goTo(own, { replace: true, space: '' });
  }, [astray, own]);
  const shut = route && !route.open && now.state === 'out';
  useEffect(() => {
    if (shut)
      goTo(path === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(addressOf(path))}`, { replace: true });
  }, [shut, path]);

  if (astray || shut || (now.state === 'unknown' && !route?.open)) return <Waiting />;
  const body = (
    <Broken key={path}>
      <Suspense fallback={<Skeleton />}>
        {route ? <route.page key={path} params={matchPath(route.path, path) ?? {}} /> : <Missing />}
      </Suspense>
    </Broken>
  );
  if (path === '/sign-in') return body;
  if (now.state !== 'in') return <PlainShell>{body}</PlainShell>;
  return (
    <Shell who={now.who}>
      {body}
      <IdleWatch />
      <ProofDialog />
    </Shell>
  );
}

function Waiting() {
  return (
    <main className="page">
      <Skeleton />
    </main>
  );
}

/** A page that could not be fetched (offline, a new release) or that broke: says so, with a way to load it again. */
class Broken extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }
  override render(): ReactNode {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  const { failures } = useTexts();
  return (
    <div className="notice bad" role="alert">
      <div>
        <p>{failures.pageBroken}</p>
        <div>
          <button className="button quiet" onClick={() => location.reload()}>
            {failures.reload}
          </button>
        </div>
      </div>
    </div>
  );
}
