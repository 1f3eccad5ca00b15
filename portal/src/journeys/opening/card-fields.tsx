import { Choices } from '../../components/choices.tsx';
import { TextInput } from '../../components/inputs.tsx';
import type { Errors } from '../../components/use-form.ts';
import type { Texts } from '../../texts/language.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { CardDrawing } from './card-drawing.tsx';
import { checkNir } from './nir.ts';
import { NirInput, nirError } from './nir-input.tsx';

/** What is asked of a Vitale card. */
export interface Card {
  card: 'with-photo' | 'without-photo';
  nir: string;
  serial: string;
}

export function checkCard({ card, nir, serial }: Card, { opening }: Texts): Errors {
  const number = checkNir(nir);
  const photo = card === 'with-photo';
  const isSerial = (photo ? /^\d{11}$/ : /^\d{8,13}$/).test(serial);
  return {
    ...(number.state === 'good' ? {} : { nir: nirError(number, opening) }),
    ...(isSerial ? {} : { serial: photo ? opening.serialWrongPhoto : opening.serialWrong }),
  };
}

interface Bound<V> {
  id: string;
  value: V;
  error: string | undefined;
  onChange: (value: V) => void;
}

/** The kind of card, where its numbers stand, and the numbers. */
export function CardFields({ card, nir, serial }: { [K in keyof Card]: Bound<Card[K]> }) {
  const { opening } = useTexts();
  const photo = card.value === 'with-photo';
  return (
    <>
      <Choices
        label={opening.card}
        cards
        options={[
          { value: 'with-photo', label: opening.withPhoto },
          { value: 'without-photo', label: opening.withoutPhoto },
        ]}
        {...card}
      />
      <CardDrawing photo={photo} />
      <NirInput {...nir} />
      <TextInput
        label={opening.serial}
        hint={photo ? opening.serialWithPhoto : opening.serialWithoutPhoto}
        inputMode="numeric"
        {...serial}
        onChange={(typed) => serial.onChange(typed.replace(/\D/g, '').slice(0, 13))}
      />
    </>
  );
}
