import type { ApiRoutes, Answer, SignedIn } from '@passerelle/gateway/client';
import type { Failure } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Locked } from './locked.tsx';
import { PasskeyWay } from './passkey-way.tsx';
import { StepHead } from './step-head.tsx';

export type Challenge = Answer<ApiRoutes, 'POST /api/session/password'>;

interface Props {
  onChallenge: (challenge: Challenge) => void;
  onEnter: (who: SignedIn) => void;
}

/** Step 1 of 3, or a passkey instead of all three. */
export function PasswordStep({ onChallenge, onEnter }: Props) {
  const { signIn, doorWays } = useTexts();
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
      <PasskeyWay onEnter={onEnter} />
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
      {waits(form.failure) && <Locked />}
      <div className="door-else">
        <p>
          {doorWays.forgotten} <Link href="/recover">{doorWays.recover}</Link>
        </p>
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

const waits = (failure: Failure | undefined): boolean =>
  failure?.kind === 'refused' && failure.error.code === 'attempts-exceeded';
