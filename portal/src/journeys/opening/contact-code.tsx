import { useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { clockText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import type { Kind, SentCode } from './contact-address.tsx';
import type { Walk } from './walk.ts';

interface Props {
  kind: Kind;
  opening: string;
  sent: SentCode;
  onBack: () => void;
  onProved: (verified: Walk['verified']) => void;
}

/** The six digits that came. The focus waits in their field. */
export function ContactCode({ kind, opening: ticket, sent, onBack, onProved }: Props) {
  const { texts, language } = useReading();
  const { opening } = texts;
  const { call } = usePortal();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  const form = useForm({
    name: `${kind}-proof`,
    initial: { code: '' },
    check: ({ code }): Errors => (/^\d{6}$/.test(code) ? {} : { code: opening.proofWrong }),
    save: async ({ code }) => {
      const body = { opening: ticket, kind, code };
      onProved((await call('POST /api/spaces/contacts/verification', { body })).verified);
    },
  });
  const code = form.field('code');
  return (
    <div ref={place} className="stack">
      <p role="status">{opening.proofSent(sent.sentTo)}</p>
      <Form form={form}>
        <TextInput
          label={opening.proof}
          hint={opening.proofUntil(clockText(sent.expiresAt, language))}
          className="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          {...code}
          onChange={(typed) => code.onChange(typed.replace(/\D/g, '').slice(0, 6))}
        />
        <div className="row spread">
          <Button type="submit" weight="main" isPending={form.busy}>
            {opening.prove}
          </Button>
          <Button weight="bare" icon="back" onPress={onBack}>
            {opening.proofAgain}
          </Button>
        </div>
      </Form>
    </div>
  );
}
