import { Checkbox } from 'react-aria-components/Checkbox';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Switch } from 'react-aria-components/Switch';
import { FieldError } from './field.tsx';
import { Icon } from './icon.tsx';

interface Ticked {
  id?: string;
  label: string;
  hint?: string | undefined;
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  isDisabled?: boolean;
}

export function Tick({ label, hint, ...rest }: Ticked) {
  return (
    <Checkbox {...rest} className="tick">
      <span className="box">
        <Icon name="check" />
      </span>
      <span>
        {label}
        {hint && <span className="hint"> {hint}</span>}
      </span>
    </Checkbox>
  );
}

export function Toggle({ label, hint, ...rest }: Ticked) {
  return (
    <Switch {...rest} className="switch">
      <span className="words">
        <strong>{label}</strong>
        {hint && <span className="hint">{hint}</span>}
      </span>
      <span className="track" />
    </Switch>
  );
}

interface ChoicesProps<V extends string> {
  id: string;
  label: string;
  value: V | '';
  onChange: (value: V) => void;
  options: readonly { value: V; label: string; hint?: string }[];
  error?: string | undefined;
  cards?: boolean;
}

/** One of a few, all seen at once. */
export function Choices<V extends string>({ id, label, value, onChange, options, error, cards }: ChoicesProps<V>) {
  return (
    <RadioGroup
      id={id}
      className="field"
      value={value || null}
      onChange={(chosen) => onChange(chosen as V)}
      isInvalid={Boolean(error)}
      {...(error ? { 'aria-describedby': `${id}-error` } : {})}
    >
      <Label className="legend">{label}</Label>
      <div className={cards ? 'choices cards' : 'choices'}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="choice">
            <span className="dot" />
            <span>
              {option.label}
              {option.hint && <span className="hint">{option.hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError id={id} error={error} />
    </RadioGroup>
  );
}
