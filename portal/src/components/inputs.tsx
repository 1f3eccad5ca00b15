import type { ComponentProps } from 'react';
import { described, Field, type FieldProps } from './field.tsx';

interface Typed extends FieldProps {
  value: string;
  onChange: (value: string) => void;
}

type TextProps = Typed & Omit<ComponentProps<'input'>, keyof Typed>;

export function TextInput({ label, hint, error, optional, onChange, className, ...rest }: TextProps) {
  const field = { id: rest.id, label, hint, error, optional: optional ?? false };
  return (
    <Field {...field}>
      <input
        autoComplete="off"
        {...rest}
        {...described(field)}
        className={`input ${className ?? ''}`}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

type AreaProps = Typed & Omit<ComponentProps<'textarea'>, keyof Typed>;

export function TextArea({ label, hint, error, optional, onChange, ...rest }: AreaProps) {
  const field = { id: rest.id, label, hint, error, optional: optional ?? false };
  return (
    <Field {...field}>
      <textarea {...rest} {...described(field)} className="input" onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

interface SelectProps extends Typed {
  options: readonly { value: string; label: string }[];
}

/** The browser's own list: on a phone it is the one that people know. */
export function SelectInput({ label, hint, error, optional, onChange, options, value, id }: SelectProps) {
  const field = { id, label, hint, error, optional: optional ?? false };
  return (
    <Field {...field}>
      <select {...described(field)} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
