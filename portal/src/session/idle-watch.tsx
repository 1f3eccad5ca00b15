import { useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { usePortal } from '../portal.ts';
import { useTexts } from '../texts/use-texts.ts';

const WARNING = 60_000;
const LOOK_EVERY = 5_000;
const SIGN_OF_LIFE = 60_000;

/** Keeps the session alive while somebody types or moves; warns a minute before it stops; tells when it has. */
export function IdleWatch() {
  const { call, session } = usePortal();
  const { session: texts } = useTexts();
  const [ending, setEnding] = useState(false);

  useEffect(() => {
    const stay = () => {
      setEnding(false);
      call('GET /api/session').then(
        (who) => session.signedIn(who),
        () => undefined,
      );
    };
    const look = () => {
      if (session.left() <= 0) session.ended();
      else setEnding(session.left() < WARNING);
    };
    let asked = Date.now();
    const moved = () => {
      if (session.silence() < SIGN_OF_LIFE || Date.now() - asked < SIGN_OF_LIFE) return;
      asked = Date.now();
      stay();
    };
    const timer = setInterval(look, LOOK_EVERY);
    for (const event of ['keydown', 'pointerdown']) addEventListener(event, moved);
    return () => {
      clearInterval(timer);
      for (const event of ['keydown', 'pointerdown']) removeEventListener(event, moved);
    };
  }, [call, session]);

  if (!ending) return null;
  const close = () => {
    setEnding(false);
    void call('GET /api/session').then(
      (who) => session.signedIn(who),
      () => undefined,
    );
  };
  return (
    <Dialog title={texts.endingTitle} onClose={close} alert>
      <p>{texts.endingText}</p>
      <div className="dialog-foot">
        <Button weight="main" onPress={close}>
          {texts.stay}
        </Button>
      </div>
    </Dialog>
  );
}
