import { described, Field } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import type { Texts } from '../../texts/language.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { checkNir, groupNir } from './nir.ts';

interface Props {
  id: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** What to say of a number that is not right yet. */
export function nirError(number: ReturnType<typeof checkNir>, opening: Texts['opening']): string {
  if (number.state === 'short') return opening.nirShort(number.missing);
  return number.state === 'key' ? opening.nirKey : number.state === 'shape' ? opening.nirShape : opening.nirMissing;
}

/** The number in the groups of the card; its key is checked as soon as it is whole. */
export function NirInput({ id, value, error, onChange }: Props) {
  const { opening } = useTexts();
  const number = checkNir(value);
  const wrong = number.state === 'key' || number.state === 'shape' ? nirError(number, opening) : undefined;
  const field = {
    id,
    label: opening.nir,
    hint: opening.nirHint,
    error: wrong ?? (number.state === 'good' ? undefined : error),
  };
  return (
    <Field {...field}>
      <input
        {...described(field)}
        className="input number"
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        value={groupNir(value)}
        onChange={(event) => onChange(groupNir(event.target.value))}
      />
      <div role="status">
        {number.state === 'good' && (
          <span className="badge good">
            <Icon name="check" />
            {opening.nirGood}
          </span>
        )}
      </div>
    </Field>
  );
}
