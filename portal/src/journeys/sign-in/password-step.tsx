import type { ApiRoutes, Answer } from '@passerelle/gateway/client';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { StepHead } from './step-head.tsx';

export type Challenge = Answer<ApiRoutes, 'POST /api/session/password'>;

/** Step 1 of 3. */
export function PasswordStep({ onChallenge }: { onChallenge: (challenge: Challenge) => void }) {
  const { signIn } = useTexts();
  const { call } = usePortal();
  const form = useForm({
    name: 'sign-in',
    initial: { identifier: '', password: '' },
    check: ({ identifier, password }): Errors => ({
      ...(identifier.trim() ? {} : { identifier: signIn.identifierMissing }),
      ...(password ? {} : { password: signIn.passwordMissing }),
    }),
    save: async ({ identifier, password }) =>
      onChallenge(await call('POST /api/session/password', { body: { identifier: identifier.trim(), password } })),
  });
  return (
    <>
      <StepHead step={1} title={signIn.title} />
      <Form form={form}>
        <TextInput
          label={signIn.identifier}
          hint={signIn.identifierHint}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.field('identifier')}
        />
        <PasswordInput label={signIn.password} autoComplete="current-password" {...form.field('password')} />
        <Button type="submit" weight="main" wide isPending={form.busy}>
          {signIn.go}
        </Button>
      </Form>
      <div className="door-else">
        <p>
          {signIn.noSpace} <Link href="/open">{signIn.open}</Link>
        </p>
        <p>
          {signIn.professionalText} <a href="/auth/professional/login?returnTo=/pro">{signIn.professional}</a>
        </p>
      </div>
    </>
  );
}
