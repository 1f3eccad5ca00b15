import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { useStatus } from './use-status.ts';

/** Authorise at once; block after a question, for it also closes emergencies. */
export function StatusButtons({ rpps, name, only }: { rpps: string; name: string; only?: 'blocked' }) {
  const { access, form } = useSpaceTexts();
  const { busy, put } = useStatus();
  const [asking, ask] = useState(false);
  const block = async () => {
    await put(rpps, name, 'blocked');
    ask(false);
  };
  return (
    <>
      {!only && (
        <Button
          isPending={busy}
          aria-label={access.named(access.authorise, name)}
          onPress={() => void put(rpps, name, 'authorised')}
        >
          {access.authorise}
        </Button>
      )}
      <Button weight="bare grave" aria-label={access.named(access.block, name)} onPress={() => ask(true)}>
        {access.block}
      </Button>
      {asking && (
        <Dialog title={access.blockTitle} onClose={() => ask(false)} alert>
          <p>{access.blockConfirm(name)}</p>
          <div className="dialog-foot">
            <Button onPress={() => ask(false)}>{form.cancel}</Button>
            <Button weight="danger" isPending={busy} onPress={() => void block()}>
              {access.block}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
