import type { Answer, ApiRoutes } from '@passerelle/gateway/client';
import { CallError } from '@passerelle/gateway/call';
import { useEffect, useState } from 'react';
import { failureOf, type Failure } from '../../api/failure.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Form } from '../../components/form.tsx';
import { isSixDigits, SixDigits } from '../../components/six-digits.tsx';
import { Skeleton } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { CriteriaList } from '../opening/criteria-list.tsx';
import { isStrong } from '../opening/password.ts';
import { useJudgement } from '../opening/use-judgement.ts';

type Way = Answer<ApiRoutes, 'POST /api/recovery/password/way'>;

/** B4, its second half: what the link leads to. */
export function NewPassword({ ticket }: { ticket: string }) {
  const { call } = usePortal();
  const [way, setWay] = useState<Way>();
  const [failure, setFailure] = useState<Failure>();
  const [ended, setEnded] = useState<'done' | 'expired'>();
  useEffect(() => {
    call('POST /api/recovery/password/way', { body: { ticket } }).then(setWay, (error: unknown) =>
      isExpired(error) ? setEnded('expired') : setFailure(failureOf(error)),
    );
  }, [call, ticket]);
  if (ended) return <Ended how={ended} />;
  if (failure) return <FailureNotice failure={failure} />;
  if (!way) return <Skeleton />;
  return <Choosing ticket={ticket} way={way} onEnd={setEnded} />;
}

const isExpired = (error: unknown): boolean => error instanceof CallError && error.code === 'recovery-expired';

function Ended({ how }: { how: 'done' | 'expired' }) {
  const { recovery } = useTexts();
  const done = how === 'done';
  return (
    <div className="stack-large narrow" role="status">
      <PageHead title={done ? recovery.doneTitle : recovery.expiredTitle} />
      <p>{done ? recovery.doneText : recovery.expiredText}</p>
      <div>
        <LinkButton weight="main" href={done ? '/sign-in' : '/recover/password'}>
          {done ? recovery.signIn : recovery.again}
        </LinkButton>
      </div>
    </div>
  );
}

interface Props {
  ticket: string;
  way: Way;
  onEnd: (how: 'done' | 'expired') => void;
}

function Choosing({ ticket, way, onEnd }: Props) {
  const { recovery } = useTexts();
  const { call } = usePortal();
  const form = useForm({
    name: 'new-password',
    initial: { code: '', password: '', confirm: '' },
    check: ({ code, password, confirm }): Errors => ({
      ...(way.needsCode && !isSixDigits(code) ? { code: recovery.codeMissing } : {}),
      ...(isStrong(password) ? {} : { password: recovery.weak }),
      ...(confirm === password ? {} : { confirm: recovery.confirmWrong }),
    }),
    save: async ({ code, password }) => {
      const body = { ticket, password, ...(way.needsCode ? { code } : {}) };
      await call('PUT /api/recovery/password', { body }).then(
        () => onEnd('done'),
        (error: unknown) => {
          if (!isExpired(error)) throw error;
          onEnd('expired');
        },
      );
    },
  });
  const { password } = form.values;
  const judgement = useJudgement(password, '');
  return (
    <div className="stack-large narrow">
      <PageHead title={recovery.passwordTitle} lead={recovery.note} />
      <Form form={form}>
        {way.needsCode && (
          <>
            <p>{recovery.codeLead(way.sentTo ?? '')}</p>
            <SixDigits label={recovery.code} {...form.field('code')} />
          </>
        )}
        <PasswordInput
          label={recovery.newPassword}
          hint={<CriteriaList password={password} judgement={judgement} />}
          autoComplete="new-password"
          {...form.field('password')}
        />
        <PasswordInput label={recovery.confirm} autoComplete="new-password" {...form.field('confirm')} />
        <Button type="submit" weight="main" isPending={form.busy}>
          {recovery.change}
        </Button>
      </Form>
    </div>
  );
}
