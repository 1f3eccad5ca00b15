import { Button } from '../../components/button.tsx';
import { Choices } from '../../components/choices.tsx';
import { Form } from '../../components/form.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';
import type { Challenge } from './password-step.tsx';
import { StepHead } from './step-head.tsx';

/** Where a code went, and until when it counts (ISO 8601). */
export interface Sent {
  channel: 'email' | 'sms';
  to: string;
  expiresAt: string;
}

interface Props {
  challenge: Challenge;
  onSent: (sent: Sent) => void;
  onBack: () => void;
}

/** Step 2 of 3. */
export function ChannelStep({ challenge, onSent, onBack }: Props) {
  const { signIn } = useTexts();
  const { call } = usePortal();
  const form = useForm<{ channel: 'email' | 'sms' | '' }>({
    name: 'channel',
    initial: { channel: challenge.channels[0]?.channel ?? '' },
    check: ({ channel }): Errors => (channel ? {} : { channel: signIn.channelMissing }),
    save: async ({ channel }) => {
      if (!channel) return;
      const body = { challenge: challenge.challenge, channel };
      const { sentTo, expiresAt } = await call('POST /api/session/code', { body });
      onSent({ channel, to: sentTo, expiresAt });
    },
  });
  return (
    <>
      <StepHead step={2} title={signIn.channelTitle} />
      <p>{signIn.channelText}</p>
      <Form form={form}>
        <Choices
          label={signIn.channel}
          cards
          options={challenge.channels.map(({ channel, shown }) => ({
            value: channel,
            label: signIn[channel],
            hint: shown,
          }))}
          {...form.field('channel')}
        />
        <Button type="submit" weight="main" wide isPending={form.busy}>
          {signIn.send}
        </Button>
        <Button weight="bare" icon="back" onPress={onBack}>
          {signIn.back}
        </Button>
      </Form>
    </>
  );
}
