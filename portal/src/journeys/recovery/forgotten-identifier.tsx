import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Choices } from '../../components/choices.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import type { Texts } from '../../texts/language.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Sent } from './sent.tsx';

interface Values {
  by: 'email' | 'mobile';
  email: string;
  mobile: string;
  birthDate: string;
}

const check = ({ by, email, mobile, birthDate }: Values, { recovery }: Texts): Errors => ({
  ...(by === 'mobile' || /^\S+@\S+\.\S+$/.test(email.trim()) ? {} : { email: recovery.emailWrong }),
  ...(by === 'email' || mobile.replace(/\D/g, '').length >= 10 ? {} : { mobile: recovery.mobileWrong }),
  ...(/^\d{4}-\d{2}-\d{2}$/.test(birthDate) ? {} : { birthDate: recovery.birthDateWrong }),
});

/** B3 */
export function ForgottenIdentifier() {
  const texts = useTexts();
  const { recovery } = texts;
  const { call } = usePortal();
  const [sent, setSent] = useState(false);
  const form = useForm<Values>({
    name: 'forgotten-identifier',
    initial: { by: 'email', email: '', mobile: '', birthDate: '' },
    check: (values) => check(values, texts),
    save: async ({ by, email, mobile, birthDate }) => {
      const body = by === 'email' ? { email: email.trim(), birthDate } : { mobile: mobile.trim(), birthDate };
      await call('POST /api/recovery/identifier', { body });
      setSent(true);
    },
  });
  if (sent) return <Sent text={recovery.sentIdentifier} />;
  return (
    <div className="stack-large narrow">
      <PageHead title={recovery.identifierTitle} back={{ href: '/recover', label: recovery.title }} />
      <Form form={form}>
        <Choices
          label={recovery.by}
          options={[
            { value: 'email', label: recovery.email },
            { value: 'mobile', label: recovery.mobile },
          ]}
          {...form.field('by')}
        />
        {form.values.by === 'email' ? (
          <TextInput label={recovery.emailField} type="email" autoComplete="email" {...form.field('email')} />
        ) : (
          <TextInput label={recovery.mobileField} type="tel" autoComplete="tel" {...form.field('mobile')} />
        )}
        <TextInput label={recovery.birthDate} type="date" autoComplete="bday" {...form.field('birthDate')} />
        <Button type="submit" weight="main" isPending={form.busy}>
          {recovery.send}
        </Button>
      </Form>
    </div>
  );
}
