import { Button } from '../../components/button.tsx';
import { Choices } from '../../components/choices.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import type { Texts } from '../../texts/language.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { CardDrawing } from './card-drawing.tsx';
import { bareNir, checkNir } from './nir.ts';
import { NirInput } from './nir-input.tsx';
import type { Identified } from './opening.tsx';

interface Values {
  code: string;
  card: 'with-photo' | 'without-photo';
  nir: string;
  serial: string;
}

function check({ code, card, nir, serial }: Values, { opening }: Texts): Errors {
  const number = checkNir(nir);
  const rightSerial = card === 'with-photo' ? /^\d{11}$/ : /^\d{8,13}$/;
  return {
    ...(/^[A-Z0-9]{12}$/.test(code) ? {} : { code: opening.codeWrong }),
    ...(number.state === 'good' ? {} : { nir: nirError(number, opening) }),
    ...(rightSerial.test(serial)
      ? {}
      : { serial: card === 'with-photo' ? opening.serialWrongPhoto : opening.serialWrong }),
  };
}

/** What to say of a number that is not right yet. */
export function nirError(number: ReturnType<typeof checkNir>, opening: Texts['opening']): string {
  if (number.state === 'short') return opening.nirShort(number.missing);
  return number.state === 'key' ? opening.nirKey : number.state === 'shape' ? opening.nirShape : opening.nirHint;
}

/** A2: provisional code, card, number and serial. */
export function IdentifyStep({ onIdentified }: { onIdentified: (identified: Identified) => void }) {
  const texts = useTexts();
  const { opening } = texts;
  const { call } = usePortal();
  const form = useForm<Values>({
    name: 'identify',
    initial: { code: '', card: 'with-photo', nir: '', serial: '' },
    check: (values) => check(values, texts),
    save: async ({ nir, ...rest }) =>
      onIdentified(await call('POST /api/spaces/identification', { body: { ...rest, nir: bareNir(nir) } })),
  });
  const code = form.field('code');
  const serial = form.field('serial');
  const photo = form.values.card === 'with-photo';
  return (
    <Form form={form}>
      <TextInput
        label={opening.code}
        hint={opening.codeHint}
        autoCapitalize="characters"
        spellCheck={false}
        {...code}
        onChange={(typed) =>
          code.onChange(
            typed
              .toUpperCase()
              .replace(/[^A-Z0-9]/g, '')
              .slice(0, 12),
          )
        }
      />
      <Choices
        label={opening.card}
        cards
        options={[
          { value: 'with-photo', label: opening.withPhoto },
          { value: 'without-photo', label: opening.withoutPhoto },
        ]}
        {...form.field('card')}
      />
      <CardDrawing photo={photo} />
      <NirInput {...form.field('nir')} />
      <TextInput
        label={opening.serial}
        hint={photo ? opening.serialWithPhoto : opening.serialWithoutPhoto}
        inputMode="numeric"
        {...serial}
        onChange={(typed) => serial.onChange(typed.replace(/\D/g, '').slice(0, 13))}
      />
      <Button type="submit" weight="main" isPending={form.busy}>
        {opening.identify}
      </Button>
    </Form>
  );
}
