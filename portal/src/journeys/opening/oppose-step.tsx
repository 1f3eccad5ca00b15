import { useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { usePortal } from '../../portal.ts';
import { goTo } from '../../router/location.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { StartAgain } from './start-again.tsx';
import { useWalk, type Walk } from './walk.ts';

/** A3: what refusing means, and a second confirmation. */
export function OpposeStep() {
  const { opening } = useTexts();
  const { walk } = useWalk();
  const [asking, ask] = useState(false);
  if (!walk) return <StartAgain />;
  return (
    <div className="stack-large narrow">
      <PageHead
        title={opening.opposePageTitle}
        lead={opening.step(3, opening.refusing)}
        back={{ href: '/open/choose', label: opening.back }}
      />
      <div className="prose">
        {walk.identified.state === 'open' && <p>{opening.opposeOpenText}</p>}
        <ul>
          {opening.opposeMeans.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <div>
        <Button weight="danger" onPress={() => ask(true)}>
          {opening.opposeAsk}
        </Button>
      </div>
      {asking && <Sure walk={walk} onClose={() => ask(false)} />}
    </div>
  );
}

function Sure({ walk, onClose }: { walk: Walk; onClose: () => void }) {
  const { opening, form } = useTexts();
  const { call } = usePortal();
  const { keep } = useWalk();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const oppose = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const body = { opening: walk.identified.opening, confirms: true as const };
      keep({ ...walk, opposed: await call('POST /api/spaces/opposition', { body }) });
      goTo('/open/opposed', { replace: true });
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={opening.opposeSure} onClose={onClose} alert>
      <p>{opening.opposeSureText}</p>
      {failure && <FailureNotice failure={failure} />}
      <div className="dialog-foot">
        <Button onPress={onClose}>{form.cancel}</Button>
        <Button weight="danger" isPending={busy} onPress={() => void oppose()}>
          {opening.opposeYes}
        </Button>
      </div>
    </Dialog>
  );
}
