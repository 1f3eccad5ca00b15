import { Button } from '../../components/button.tsx';
import { useToast } from '../../components/toast.tsx';
import { useWho } from '../../session/use-session.ts';
import { useSpace } from '../../session/space.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';

/** G1: the person's own address, copied with one click. */
export function OwnAddress() {
  const { messages } = useSpaceTexts();
  const [own, child] = [useWho(), useSpace()];
  const who = child ?? own;
  const say = useToast();
  if (!who) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(who.mailAddress);
      say(messages.copied);
    } catch {
      say(messages.copyFailed);
    }
  };
  return (
    <section className="own-address" aria-label={messages.address}>
      <div>
        <p className="small">{messages.address}</p>
        <p className="address number">{who.mailAddress}</p>
        <p className="small soft">{messages.addressText}</p>
      </div>
      <Button icon="copy" onPress={() => void copy()}>
        {messages.copy}
      </Button>
    </section>
  );
}
