import type { TextsOf } from '../../template-values.ts';

/** F3, G7: what has just happened in the space. */
export const notices = {
  'new-message': {
    letter: ({ address }) => ({
      subject: 'A new message is waiting',
      paragraphs: ['A message has arrived in your health space. To read it, sign in.'],
      action: { label: 'Sign in', url: address },
    }),
  },
  'emergency-access': {
    letter: ({ address }) => ({
      subject: 'Your space was consulted in an emergency',
      paragraphs: [
        'A professional declared an emergency to consult your health space. Their name and the reason are in your space, on the page “Access”.',
      ],
      action: { label: 'Sign in', url: address },
    }),
  },
} satisfies TextsOf<'notices'>;
