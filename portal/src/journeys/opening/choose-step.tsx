import { Button } from '../../components/button.tsx';
import { Tick } from '../../components/choices.tsx';
import { FieldError } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { PasswordInput } from '../../components/password-input.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { Link } from '../../router/link.tsx';
import type { Texts } from '../../texts/language.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { CriteriaList } from './criteria-list.tsx';
import type { Identified } from './opening.tsx';
import { isIdentifier, isStrong } from './password.ts';

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
export function ChooseStep({
  identified,
  onOpened,
}: {
  identified: Identified;
  onOpened: (identifier: string) => void;
}) {
  const texts = useTexts();
  const { opening, footer } = texts;
  const { call } = usePortal();
  const form = useForm<Values>({
    name: 'choose',
    initial: { identifier: '', password: '', confirm: '', terms: false },
    check: (values) => check(values, texts),
    save: async ({ identifier, password }) => {
      const body = { opening: identified.opening, acceptsTerms: true as const, identifier, password };
      onOpened((await call('POST /api/spaces', { body })).identifier);
    },
  });
  const terms = form.field('terms');
  return (
    <Form form={form}>
      <p>{opening.chooseLead(identified.emailShown ?? "")}</p>
      <TextInput
        label={opening.identifier}
        hint={opening.identifierHint}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...form.field('identifier')}
      />
      <PasswordInput
        label={opening.password}
        hint={<CriteriaList password={form.values.password} />}
        autoComplete="new-password"
        {...form.field('password')}
      />
      <PasswordInput label={opening.confirm} autoComplete="new-password" {...form.field('confirm')} />
      <div>
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
  );
}
