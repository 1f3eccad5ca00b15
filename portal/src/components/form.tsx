import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { FailureNotice } from './failure-notice.tsx';
import { Icon } from './icon.tsx';
import type { Errors, Form as FormState } from './use-form.ts';

/** A form with its summary of errors on top: after a try that failed, the focus goes there. */
export function Form<V extends object>({ form, children }: { form: FormState<V>; children: ReactNode }) {
  const top = useRef<HTMLDivElement>(null);
  const wrong = Object.keys(form.errors).length > 0 || Boolean(form.failure);
  useEffect(() => {
    if (form.attempts > 0 && wrong) top.current?.focus();
  }, [form.attempts, wrong]);
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <div ref={top} tabIndex={-1} hidden={!wrong} className="stack">
        {form.failure && <FailureNotice failure={form.failure} />}
        <ErrorSummary name={form.name} errors={form.errors} />
      </div>
      {children}
    </form>
  );
}

function ErrorSummary({ name, errors }: { name: string; errors: Errors }) {
  const { form } = useTexts();
  const list = Object.entries(errors);
  if (list.length === 0) return null;
  return (
    <div className="notice bad" role="alert">
      <Icon name="alert" />
      <div>
        <strong>{form.toCorrect(list.length)}</strong>
        <ul>
          {list.map(([field, text]) => (
            <li key={field}>
              <a href={`#${name}-${field}`} onClick={(event) => focusField(event, `${name}-${field}`)}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The field itself, or the first control inside when it is a group. */
function focusField(event: { preventDefault: () => void }, id: string): void {
  event.preventDefault();
  const field = document.getElementById(id);
  const control = field?.matches('input, select, textarea')
    ? field
    : field?.querySelector<HTMLElement>('input, select, button');
  control?.focus();
}
