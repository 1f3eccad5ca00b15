import type { Catalogue } from '../template-values.ts';

/** What people are told in English; see the French for what may not stand here. */
export const en = {
  'sign-in-code': {
    letter: ({ code, minutes }) => ({
      subject: 'Your sign-in code',
      code: { label: 'Your sign-in code is', value: code },
      paragraphs: [
        `It is valid for ${minutes} minutes and can be used once.`,
        'If you did not ask for this code, somebody knows your password: change it.',
      ],
    }),
    sms: ({ code, minutes }) =>
      `Passerelle: your sign-in code is ${code}, valid for ${minutes} minutes. Give it to nobody.`,
  },
  'provisional-code': {
    letter: ({ code, days, address }) => ({
      subject: 'Your provisional code',
      code: { label: 'Your provisional code is', value: code },
      paragraphs: [
        `It is valid for ${days} days. With your Vitale card, it lets you activate your health space, or object to it.`,
      ],
      action: { label: 'Activate my space or object to it', url: address },
    }),
    sms: ({ code, days, address }) =>
      `Passerelle: your provisional code is ${code}, valid for ${days} days. To activate your space or object to it: ${address}`,
  },
  'space-opened': {
    letter: ({ address }) => ({
      subject: 'Your health space is open',
      paragraphs: ['Your health space is open. You can sign in with the identifier and the password that you chose.'],
      action: { label: 'Sign in', url: address },
      after: ['If this was not you, tell support at once.'],
    }),
  },
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
} satisfies Catalogue;
