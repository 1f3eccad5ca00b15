import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { goTo } from '../../router/location.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { CriteriaList } from '../opening/criteria-list.tsx';
import { isStrong } from '../opening/password.ts';
import { useJudgement } from '../opening/use-judgement.ts';

/** F5: another password, by who knows the one before. */
export function ChangePassword() {
  const { settings, opening, security } = useTexts();
  const { call } = usePortal();
  const say = useToast();
  const form = useForm({
    name: 'password-change',
    initial: { current: '', password: '', confirm: '' },
    check: ({ current, password, confirm }): Errors => ({
      ...(current ? {} : { current: settings.currentMissing }),
      ...(isStrong(password) ? {} : { password: opening.passwordWeak }),
      ...(confirm === password ? {} : { confirm: opening.confirmWrong }),
    }),
    save: async ({ current, password }) => {
      await call('PUT /api/settings/password', { body: { current, password } });
      say(settings.passwordDone);
      goTo('/settings', { replace: true });
    },
  });
  const { password } = form.values;
  const judgement = useJudgement(password, '');
  return (
    <div className="stack-large narrow">
      <PageHead
        title={settings.passwordTitle}
        lead={settings.passwordNote}
        back={{ href: '/settings', label: settings.back }}
      />
      <Form form={form}>
        <PasswordInput label={settings.current} autoComplete="current-password" {...form.field('current')} />
        <PasswordInput
          label={settings.passwordNew}
          hint={<CriteriaList password={password} judgement={judgement} />}
          autoComplete="new-password"
          {...form.field('password')}
        />
        <PasswordInput label={opening.confirm} autoComplete="new-password" {...form.field('confirm')} />
        <Button type="submit" weight="main" isPending={form.busy}>
          {security.save}
        </Button>
      </Form>
    </div>
  );
}
