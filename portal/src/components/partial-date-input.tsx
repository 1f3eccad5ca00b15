import { monthNames } from '../texts/formats.ts';
import { useReading } from '../texts/use-texts.ts';
import { FieldError, described } from './field.tsx';
import type { TypedDate } from './partial-date.ts';

interface Props {
  id: string;
  label: string;
  value: TypedDate;
  error: string | undefined;
  onChange: (value: TypedDate) => void;
  optional?: boolean;
}

/** Day, month and year in three boxes; the year is enough (D). */
export function PartialDateInput({ id, label, value, error, onChange, optional }: Props) {
  const { texts, language } = useReading();
  const { form } = texts;
  const digits = (typed: string, length: number) => typed.replace(/\D/g, '').slice(0, length);
  const shared = described({ id, error, hint: form.dateHint });
  return (
    <fieldset className="field" id={id} aria-describedby={shared['aria-describedby']}>
      <legend className="legend">
        {label} {optional && <span className="optional">{form.optional}</span>}
      </legend>
      <p className="hint" id={`${id}-hint`}>
        {form.dateHint}
      </p>
      <div className="date-parts">
        <label className="field">
          <span className="label">{form.dateDay}</span>
          <input
            className="input"
            inputMode="numeric"
            value={value.day}
            aria-invalid={Boolean(error)}
            onChange={(event) => onChange({ ...value, day: digits(event.target.value, 2) })}
          />
        </label>
        <label className="field">
          <span className="label">{form.dateMonth}</span>
          <select
            className="input"
            value={value.month}
            aria-invalid={Boolean(error)}
            onChange={(event) => onChange({ ...value, month: event.target.value })}
          >
            <option value="">–</option>
            {monthNames(language).map((name, index) => (
              <option key={name} value={index + 1}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="label">{form.dateYear}</span>
          <input
            className="input"
            inputMode="numeric"
            value={value.year}
            aria-invalid={Boolean(error)}
            onChange={(event) => onChange({ ...value, year: digits(event.target.value, 4) })}
          />
        </label>
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
