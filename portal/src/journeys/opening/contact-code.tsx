import { SentCode } from '../../components/sent-code.tsx';
import { usePortal } from '../../portal.ts';
import { clockText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import type { Kind, SentTo } from './contact-address.tsx';
import type { Walk } from './walk.ts';

interface Props {
  kind: Kind;
  opening: string;
  sent: SentTo;
  onBack: () => void;
  onProved: (verified: Walk['verified']) => void;
}

/** A4: the code that proves an address. */
export function ContactCode({ kind, opening: ticket, sent, onBack, onProved }: Props) {
  const { texts, language } = useReading();
  const { opening } = texts;
  const { call } = usePortal();
  return (
    <SentCode
      name={`${kind}-proof`}
      words={{
        ...{ sent: opening.proofSent(sent.sentTo), hint: opening.proofUntil(clockText(sent.expiresAt, language)) },
        ...{ label: opening.proof, missing: opening.proofWrong, submit: opening.prove, back: opening.proofAgain },
      }}
      save={async (code) => {
        const body = { opening: ticket, kind, code };
        onProved((await call('POST /api/spaces/contacts/verification', { body })).verified);
      }}
      onBack={onBack}
    />
  );
}
