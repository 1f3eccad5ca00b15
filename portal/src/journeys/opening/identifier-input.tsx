import type { ComponentProps } from 'react';
import { TextInput } from '../../components/inputs.tsx';
import { useTexts } from '../../texts/use-texts.ts';

/** A5: a new identifier, typed as it is: nothing corrects it or makes a capital of its first letter. */
export function IdentifierInput(field: Omit<ComponentProps<typeof TextInput>, 'hint'>) {
  const { opening } = useTexts();
  return (
    <TextInput
      hint={opening.identifierHint}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      {...field}
    />
  );
}
