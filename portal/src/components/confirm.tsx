import { useState } from 'react';
import { failureOf, type Failure } from '../api/failure.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FailureNotice } from './failure-notice.tsx';

interface Props {
  title: string;
  text: string;
  yes: string;
  /** What happens on yes; the dialog stays, with the reason, when it fails. */
  act: () => Promise<void>;
  onClose: () => void;
}

/** Asks before what cannot be undone. */
export function Confirm({ title, text, yes, act, onClose }: Props) {
  const { form } = useTexts();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const go = async () => {
    setBusy(true);
    await act().then(onClose, (error: unknown) => setFailure(failureOf(error)));
    setBusy(false);
  };
  return (
    <Dialog title={title} onClose={onClose} alert>
      <p>{text}</p>
      {failure && <FailureNotice failure={failure} />}
      <div className="dialog-foot">
        <Button onPress={onClose}>{form.cancel}</Button>
        <Button weight="danger" icon="trash" isPending={busy} onPress={() => void go()}>
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}
