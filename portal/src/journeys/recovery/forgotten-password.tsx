import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Sent } from './sent.tsx';

/** B4, its first half: the link. */
export function ForgottenPassword() {
  const { recovery } = useTexts();
  const { call } = usePortal();
  const [sent, setSent] = useState(false);
  const form = useForm({
    name: 'forgotten-password',
    initial: { identifier: '' },
    check: ({ identifier }): Errors => (identifier.trim() ? {} : { identifier: recovery.identifierMissing }),
    save: async ({ identifier }) => {
      await call('POST /api/recovery/password', { body: { identifier: identifier.trim() } });
      setSent(true);
    },
  });
  if (sent) return <Sent text={recovery.sentLink} />;
  return (
    <div className="stack-large narrow">
      <PageHead
        title={recovery.passwordTitle}
        lead={recovery.passwordLead}
        back={{ href: '/recover', label: recovery.title }}
      />
      <Form form={form}>
        <TextInput
          label={recovery.identifierField}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.field('identifier')}
        />
        <Button type="submit" weight="main" isPending={form.busy}>
          {recovery.send}
        </Button>
      </Form>
    </div>
  );
}
