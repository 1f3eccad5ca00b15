import { useState } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { IconButton } from './button.tsx';
import { described, Field, type FieldProps } from './field.tsx';

interface Props extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
}

/** A password, shown or hidden at will (A5). */
export function PasswordInput({ value, onChange, autoComplete, ...field }: Props) {
  const { form } = useTexts();
  const [shown, show] = useState(false);
  return (
    <Field {...field}>
      <div className="with-button">
        <input
          {...described(field)}
          className="input"
          type={shown ? 'text' : 'password'}
          value={value}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
        <IconButton
          icon={shown ? 'hidden' : 'eye'}
          label={shown ? form.hidePassword : form.showPassword}
          onPress={() => show(!shown)}
        />
      </div>
    </Field>
  );
}
