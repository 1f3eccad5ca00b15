import type { SignedIn } from '@passerelle/gateway/client';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { isSixDigits, SixDigits } from '../../components/six-digits.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { clockText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import type { Challenge } from './password-step.tsx';
import type { Sent } from './channel-step.tsx';
import { StepHead } from './step-head.tsx';

interface Props {
  challenge: Challenge;
  sent: Sent;
  onEnter: (who: SignedIn) => void;
  onBack: () => void;
}

/** Step 3 of 3. */
export function CodeStep({ challenge, sent, onEnter, onBack }: Props) {
  const { texts, language } = useReading();
  const { signIn } = texts;
  const { call } = usePortal();
  const say = useToast();
  const [until, setUntil] = useState(sent.expiresAt);
  const form = useForm({
    name: 'code',
    initial: { code: '' },
    check: ({ code }): Errors => (isSixDigits(code) ? {} : { code: signIn.codeMissing }),
    save: async ({ code }) =>
      onEnter(await call('POST /api/session', { body: { challenge: challenge.challenge, code } })),
  });
  const resend = async () => {
    try {
      const body = { challenge: challenge.challenge, channel: sent.channel };
      setUntil((await call('POST /api/session/code', { body })).expiresAt);
      say(signIn.resent);
    } catch (error) {
      form.fail(failureOf(error));
    }
  };
  return (
    <>
      <StepHead step={3} title={signIn.codeTitle} />
      <p>{signIn.codeSent(sent.to)}</p>
      <Form form={form}>
        <SixDigits label={signIn.code} hint={signIn.codeUntil(clockText(until, language))} {...form.field('code')} />
        <Button type="submit" weight="main" wide isPending={form.busy}>
          {signIn.enter}
        </Button>
        <div className="row spread">
          <Button weight="bare" icon="back" onPress={onBack}>
            {signIn.back}
          </Button>
          <Button weight="bare" onPress={() => void resend()}>
            {signIn.resend}
          </Button>
        </div>
      </Form>
    </>
  );
}
