import { dayText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** A: opening a space, or objecting to it. */
export const opening = {
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
  'contact-code': {
    letter: ({ code, minutes }) => ({
      subject: 'Your verification code',
      code: { label: 'Your verification code is', value: code },
      paragraphs: [
        `Type it into the page that you left open, to show that this address is yours. It is valid for ${minutes} minutes and works once.`,
        'If you asked for nothing, somebody mistook the address: there is nothing for you to do.',
      ],
    }),
    sms: ({ code, minutes }) =>
      `Passerelle: your verification code is ${code}, valid for ${minutes} minutes. Give it to nobody.`,
  },
  'opening-notice': {
    letter: ({ code, days, opens, address }) => ({
      subject: 'Your health space is about to open',
      code: { label: 'Your provisional code is', value: code },
      paragraphs: [
        `Unless you do something, your health space will open by itself on ${dayText('en', opens)}. You, and the professionals whom you authorise, will be able to keep there what concerns your health.`,
        `You can activate it now, or object to it, with this code and your Vitale card. The code is valid for ${days} days.`,
      ],
      action: { label: 'Activate my space or object', url: address },
      after: ['After it has opened you can still close your space at any time.'],
    }),
  },
  'space-opened': {
    letter: ({ address }) => ({
      subject: 'Your health space is open',
      paragraphs: ['Your health space is open. You can sign in with the identifier and the password that you chose.'],
      action: { label: 'Sign in', url: address },
      after: ['If this was not you, tell support at once.'],
    }),
  },
  'space-opened-automatically': {
    letter: ({ address }) => ({
      subject: 'A health space has opened',
      paragraphs: [
        'As announced a month ago, and without an objection, the health space that we wrote to you about is open. Nobody has signed in there yet.',
        'To enter it, or to close it, ask for a provisional code with the Vitale card. For a child’s space, use the “Family” page of your own.',
      ],
      action: { label: 'Ask for a code', url: `${address}/open/code` },
    }),
  },
  'space-opposed': {
    letter: ({ address }) => ({
      subject: 'Your objection is recorded',
      paragraphs: [
        'You have refused your health space. Nobody can put anything into it or read anything there.',
        'If you change your mind, ask for a new provisional code.',
      ],
      action: { label: 'Ask for a new code', url: `${address}/open/code` },
      after: ['If it was not you, ask for a new code and tell support without delay.'],
    }),
  },
} satisfies TextsOf<'opening'>;
