import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { goTo } from '../../router/location.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { IdentifierInput } from '../opening/identifier-input.tsx';
import { isIdentifier } from '../opening/password.ts';

/** F5: another identifier. */
export function ChangeIdentifier() {
  const { settings, opening, security } = useTexts();
  const { call, answers } = usePortal();
  const say = useToast();
  const form = useForm({
    name: 'identifier',
    initial: { identifier: '' },
    check: ({ identifier }): Errors => (isIdentifier(identifier) ? {} : { identifier: opening.identifierWrong }),
    save: async (body) => {
      await call('PUT /api/settings/identifier', { body });
      await answers.again('settings');
      say(settings.saved);
      goTo('/settings', { replace: true });
    },
  });
  return (
    <div className="stack-large narrow">
      <PageHead title={settings.identifierTitle} back={{ href: '/settings', label: settings.back }} />
      <Form form={form}>
        <IdentifierInput label={settings.identifierNew} {...form.field('identifier')} />
        <Button type="submit" weight="main" isPending={form.busy}>
          {security.save}
        </Button>
      </Form>
    </div>
  );
}
