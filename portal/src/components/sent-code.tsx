import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';
import { Form } from './form.tsx';
import { isSixDigits, SixDigits } from './six-digits.tsx';
import { useForm, type Errors } from './use-form.ts';

interface Props {
  /** Of the form. */
  name: string;
  words: { sent: string; label: string; hint: string; missing: string; submit: string; back: string };
  save: (code: string) => Promise<void>;
  onBack: () => void;
}

/** The six digits that came to an address. The focus waits in their field. */
export function SentCode({ name, words, save, onBack }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  const form = useForm({
    name,
    initial: { code: '' },
    check: ({ code }): Errors => (isSixDigits(code) ? {} : { code: words.missing }),
    save: ({ code }) => save(code),
  });
  return (
    <div ref={place} className="stack">
      <p role="status">{words.sent}</p>
      <Form form={form}>
        <SixDigits label={words.label} hint={words.hint} {...form.field('code')} />
        <div className="row spread">
          <Button type="submit" weight="main" isPending={form.busy}>
            {words.submit}
          </Button>
          <Button weight="bare" icon="back" onPress={onBack}>
            {words.back}
          </Button>
        </div>
      </Form>
    </div>
  );
}
