import { Button } from '../../components/button.tsx';
import { Tick } from '../../components/choices.tsx';
import { FieldError } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import { goTo } from '../../router/location.ts';
import type { Texts } from '../../texts/language.ts';
import { useReading } from '../../texts/use-texts.ts';
import { CriteriaList } from './criteria-list.tsx';
import { IdentifierInput } from './identifier-input.tsx';
import { isIdentifier, isStrong } from './password.ts';
import { StartAgain } from './start-again.tsx';
import { useJudgement } from './use-judgement.ts';
import { useWalk, type Walk } from './walk.ts';

interface Values {
  identifier: string;
  password: string;
  confirm: string;
  terms: boolean;
}

function check({ identifier, password, confirm, terms }: Values, { opening }: Texts): Errors {
  return {
    ...(isIdentifier(identifier) ? {} : { identifier: opening.identifierWrong }),
    ...(isStrong(password) ? {} : { password: opening.passwordWeak }),
    ...(confirm === password ? {} : { confirm: opening.confirmWrong }),
    ...(terms ? {} : { terms: opening.termsMissing }),
  };
}

/** A5: identifier and password, with criteria that tick while one types. */
export function AccessStep() {
  const { walk } = useWalk();
  return walk?.verified.email ? <Access walk={walk} email={walk.verified.email} /> : <StartAgain />;
}

function Access({ walk, email }: { walk: Walk; email: string }) {
  const { texts, language } = useReading();
  const { opening, footer } = texts;
  const { call } = usePortal();
  const { keep } = useWalk();
  const form = useForm<Values>({
    name: 'access',
    initial: { identifier: '', password: '', confirm: '', terms: false },
    check: (values) => check(values, texts),
    save: async ({ identifier, password }) => {
      const { opening: ticket } = walk.identified;
      const body = { opening: ticket, acceptsTerms: true as const, identifier, password, language };
      keep({ ...walk, opened: await call('POST /api/spaces', { body }) });
      goTo('/open/done', { replace: true });
    },
  });
  const terms = form.field('terms');
  const { password, identifier } = form.values;
  const judgement = useJudgement(password, [identifier, walk.identified.firstName].join('\n'));
  return (
    <div className="stack-large narrow">
      <PageHead
        title={opening.accessTitle}
        lead={opening.step(4, opening.access)}
        back={{ href: '/open/contacts', label: opening.back }}
      />
      <p>{opening.accessLead(email)}</p>
      <Form form={form}>
        <IdentifierInput label={opening.identifier} {...form.field('identifier')} />
        <PasswordInput
          label={opening.password}
          hint={<CriteriaList password={password} judgement={judgement} />}
          autoComplete="new-password"
          {...form.field('password')}
        />
        <PasswordInput label={opening.confirm} autoComplete="new-password" {...form.field('confirm')} />
        <div className="stack">
          <Tick id={terms.id} label={opening.terms} isSelected={terms.value} onChange={terms.onChange} />
          <FieldError id={terms.id} error={terms.error} />
          <p className="small">
            <Link href="/legal">{footer.legal}</Link> · <Link href="/privacy">{footer.privacy}</Link>
          </p>
        </div>
        <Button type="submit" weight="main" isPending={form.busy}>
          {opening.activate}
        </Button>
      </Form>
    </div>
  );
}
