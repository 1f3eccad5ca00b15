import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { SentCode } from '../../components/sent-code.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { goTo } from '../../router/location.ts';
import { clockText } from '../../texts/formats.ts';
import { useReading, useTexts } from '../../texts/use-texts.ts';

type Kind = 'email' | 'mobile';
interface Sent {
  sentTo: string;
  expiresAt: string;
}

export const ChangeEmail = () => <ChangeContact kind="email" />;
export const ChangeMobile = () => <ChangeContact kind="mobile" />;

/** F5: another address, which counts once its code came back. */
function ChangeContact({ kind }: { kind: Kind }) {
  const { settings } = useTexts();
  const [sent, setSent] = useState<Sent>();
  return (
    <div className="stack-large narrow">
      <PageHead
        title={kind === 'email' ? settings.emailTitle : settings.mobileTitle}
        lead={settings.contactLead}
        back={{ href: '/settings', label: settings.back }}
      />
      {sent ? (
        <Code kind={kind} sent={sent} onBack={() => setSent(undefined)} />
      ) : (
        <Address kind={kind} onSent={setSent} />
      )}
    </div>
  );
}

function Address({ kind, onSent }: { kind: Kind; onSent: (sent: Sent) => void }) {
  const { settings } = useTexts();
  const { call } = usePortal();
  const missing = kind === 'email' ? settings.emailMissing : settings.mobileMissing;
  const form = useForm({
    name: `${kind}-change`,
    draft: `${kind}-change`,
    initial: { address: '' },
    check: ({ address }): Errors =>
      (kind === 'email' ? /.@.+\../ : /^[+\d][\d\s.()-]{7,}$/).test(address.trim()) ? {} : { address: missing },
    save: async ({ address }) => onSent(await call('POST /api/settings/contacts', { body: { kind, address } })),
  });
  return (
    <Form form={form}>
      <TextInput
        label={kind === 'email' ? settings.emailNew : settings.mobileNew}
        type={kind === 'email' ? 'email' : 'tel'}
        autoComplete={kind === 'email' ? 'email' : 'tel'}
        {...form.field('address')}
      />
      <Button type="submit" weight="main" isPending={form.busy}>
        {settings.sendCode}
      </Button>
    </Form>
  );
}

function Code({ kind, sent, onBack }: { kind: Kind; sent: Sent; onBack: () => void }) {
  const { texts, language } = useReading();
  const { settings } = texts;
  const { call, answers } = usePortal();
  const say = useToast();
  return (
    <SentCode
      name={`${kind}-code`}
      words={{
        ...{ sent: settings.codeSent(sent.sentTo), hint: settings.codeUntil(clockText(sent.expiresAt, language)) },
        ...{ label: settings.code, missing: settings.codeMissing },
        ...{ submit: settings.confirm, back: settings.otherAddress },
      }}
      save={async (code) => {
        await call('PUT /api/settings/contacts/:kind', { params: { kind }, body: { code } });
        await answers.again('settings');
        say(settings.contactDone);
        goTo('/settings', { replace: true });
      }}
      onBack={onBack}
    />
  );
}
