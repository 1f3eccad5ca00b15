import type { Answer, ApiRoutes } from '@passerelle/gateway/client';
import { Button } from '../../components/button.tsx';
import { Choices } from '../../components/choices.tsx';
import { Form } from '../../components/form.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';

type Contacts = Answer<ApiRoutes, 'POST /api/spaces/code-contacts'>;
type Channel = Contacts['channels'][number]['channel'];

/** The masked places where a code can go. */
export function WhereStep({ contacts, onAsked }: { contacts: Contacts; onAsked: () => void }) {
  const { opening } = useTexts();
  const { call } = usePortal();
  const names: Record<Channel, string> = { email: opening.byEmail, sms: opening.bySms, post: opening.byPost };
  const form = useForm<{ channel: Channel | '' }>({
    name: 'where',
    initial: { channel: contacts.channels.length === 1 ? (contacts.channels[0]?.channel ?? '') : '' },
    check: ({ channel }): Errors => (channel ? {} : { channel: opening.whereMissing }),
    save: async ({ channel }) => {
      if (channel) await call('POST /api/spaces/codes', { body: { request: contacts.request, channel } });
      onAsked();
    },
  });
  const options = contacts.channels.map(({ channel, shown }) => ({
    ...{ value: channel, label: names[channel], hint: shown || opening.postHint },
  }));
  return (
    <Form form={form}>
      <Choices label={opening.where} cards options={options} {...form.field('channel')} />
      <Button type="submit" weight="main" isPending={form.busy}>
        {opening.send}
      </Button>
      <details className="prose">
        <summary>{opening.wrongDetails}</summary>
        <p>{opening.wrongDetailsText}</p>
      </details>
    </Form>
  );
}
