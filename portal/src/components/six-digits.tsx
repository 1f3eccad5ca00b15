import { TextInput } from './inputs.tsx';

type Props = Parameters<typeof TextInput>[0];

/** Whether this can be a one-time code. */
export const isSixDigits = (typed: string): boolean => /^\d{6}$/.test(typed);

/** Where a one-time code is typed, or filled in by a telephone: what is no digit is left out. */
export const SixDigits = (field: Props) => (
  <TextInput
    className="code"
    inputMode="numeric"
    autoComplete="one-time-code"
    {...field}
    onChange={(typed) => field.onChange(typed.replace(/\D/g, '').slice(0, 6))}
  />
);
