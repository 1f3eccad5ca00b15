import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { ContactAddress, type Kind, type SentTo } from './contact-address.tsx';
import { ContactCode } from './contact-code.tsx';
import type { Walk } from './walk.ts';

interface Props {
  kind: Kind;
  opening: string;
  /** What the insurer knows, masked. */
  known: string | undefined;
  /** What is verified already, masked. */
  proved: string | undefined;
  onProved: (verified: Walk['verified']) => void;
}

/** One kind of contact: which address, the code, then a word that it is verified. */
export function ProveContact({ kind, opening: ticket, known, proved, onProved }: Props) {
  const { opening } = useTexts();
  const [sent, setSent] = useState<SentTo>();
  const [changing, setChanging] = useState(false);
  const done = proved !== undefined && !changing;
  return (
    <section className="card stack" aria-labelledby={`${kind}-title`}>
      <h2 id={`${kind}-title`}>
        {opening[kind]} {kind === 'mobile' && <span className="optional soft">({opening.later})</span>}
      </h2>
      <p className="soft">{kind === 'email' ? opening.emailWhy : opening.mobileWhy}</p>
      <div role="status">
        {done && (
          <span className="badge good">
            <Icon name="check" />
            {opening.proved(proved)}
          </span>
        )}
      </div>
      {done && (
        <div>
          <Button weight="bare" icon="edit" onPress={() => setChanging(true)}>
            {opening.change}
          </Button>
        </div>
      )}
      {!done && !sent && <ContactAddress kind={kind} opening={ticket} known={known} onSent={setSent} />}
      {!done && sent && (
        <ContactCode
          {...{ kind, sent, opening: ticket }}
          onBack={() => setSent(undefined)}
          onProved={(verified) => {
            setSent(undefined);
            setChanging(false);
            onProved(verified);
          }}
        />
      )}
    </section>
  );
}
