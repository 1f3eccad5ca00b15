import type { SignedIn } from '@passerelle/gateway/client';
import { useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { knowsPasskeys, NoPasskey } from '../../passkeys/browser.ts';
import { usePasskey } from '../../passkeys/use-passkey.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** B6: in by a passkey, without identifier, password or code. */
export function PasskeyWay({ onEnter }: { onEnter: (who: SignedIn) => void }) {
  const { doorWays, security } = useTexts();
  const { call } = usePortal();
  const answer = usePasskey();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Failure | 'none'>();
  if (!knowsPasskeys()) return null;
  const go = async () => {
    setBusy(true);
    setWrong(undefined);
    try {
      onEnter(await call('POST /api/session/passkey', { body: await answer() }));
    } catch (error) {
      setWrong(error instanceof NoPasskey ? 'none' : failureOf(error));
    }
    setBusy(false);
  };
  return (
    <div className="stack">
      {wrong === 'none' && (
        <div role="alert">
          <Notice tone="warn">{security.notAnswered}</Notice>
        </div>
      )}
      {wrong && wrong !== 'none' && <FailureNotice failure={wrong} />}
      <Button wide icon="key" isPending={busy} onPress={() => void go()}>
        {doorWays.key}
      </Button>
      <p className="soft small centred">{doorWays.or}</p>
    </div>
  );
}
