import type { Answer, ApiRoutes } from '@passerelle/gateway/client';
import { Button } from '../../components/button.tsx';
import { Choices } from '../../components/choices.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { useReading } from '../../texts/use-texts.ts';

export type Kind = 'email' | 'mobile';
export type SentTo = Answer<ApiRoutes, 'POST /api/spaces/contacts'>;

interface Values {
  which: 'known' | 'another';
  address: string;
}

interface Props {
  kind: Kind;
  opening: string;
  known: string | undefined;
  onSent: (sent: SentTo) => void;
}

/** Which address to write to: the one that the insurer knows, masked, or another. */
export function ContactAddress({ kind, opening: ticket, known, onSent }: Props) {
  const { texts, language } = useReading();
  const { opening } = texts;
  const { call } = usePortal();
  const email = kind === 'email';
  const form = useForm<Values>({
    ...{ name: kind, draft: `opening ${kind}` },
    initial: { which: known ? 'known' : 'another', address: '' },
    check: ({ which, address }): Errors =>
      which === 'known' || (email ? /^\S+@\S+\.\S+$/ : /^[+\d][\d\s.()-]{8,}$/).test(address.trim())
        ? {}
        : { address: email ? opening.emailWrong : opening.mobileWrong },
    save: async ({ which, address }) => {
      const body = { opening: ticket, kind, language, ...(which === 'another' ? { address } : {}) };
      onSent(await call('POST /api/spaces/contacts', { body }));
    },
  });
  const wordsOf = email ? opening.known : opening.knownMobile;
  return (
    <Form form={form}>
      {known && (
        <Choices
          label={email ? opening.which : opening.whichMobile}
          options={[
            { value: 'known', label: wordsOf(known) },
            { value: 'another', label: email ? opening.another : opening.anotherMobile },
          ]}
          {...form.field('which')}
        />
      )}
      {form.values.which === 'another' && (
        <TextInput
          label={opening[kind]}
          hint={email ? opening.emailHint : opening.mobileHint}
          type={email ? 'email' : 'tel'}
          autoComplete={email ? 'email' : 'tel'}
          {...form.field('address')}
        />
      )}
      <Button type="submit" weight={email ? 'main' : 'quiet'} isPending={form.busy}>
        {email ? opening.proveEmail : opening.proveMobile}
      </Button>
    </Form>
  );
}
