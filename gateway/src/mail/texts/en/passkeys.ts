import { momentText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** B6: passkeys. */
export const passkeys = {
  'passkey-added': {
    letter: ({ name, at, address }) => ({
      subject: 'A passkey was added',
      paragraphs: ['A passkey now opens your health space without password or code.'],
      facts: [name, momentText('en', at)],
      action: { label: 'See my passkeys', url: address },
      after: ['If it was not you, remove it and change your password.'],
    }),
  },
  'passkey-removed': {
    letter: ({ name, at, address }) => ({
      subject: 'A passkey was removed',
      paragraphs: ['This passkey no longer opens your health space.'],
      facts: [name, momentText('en', at)],
      action: { label: 'See my passkeys', url: address },
      after: ['If it was not you, change your password.'],
    }),
  },
  'passkey-suspect': {
    letter: ({ name, at, address }) => ({
      subject: 'A passkey was refused',
      paragraphs: ['A passkey of your space was refused: it seems to have been copied. Remove it, then add a new one.'],
      facts: [name, momentText('en', at)],
      action: { label: 'See my passkeys', url: address },
    }),
  },
} satisfies TextsOf<'passkeys'>;
