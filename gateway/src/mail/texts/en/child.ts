import { dayText, momentText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** A7, C: the space of a child, until they come of age. */
export const child = {
  'opening-notice-minor': {
    letter: ({ firstName, opens, address }) => ({
      subject: 'A child’s health space is about to open',
      paragraphs: [
        `Unless you do something, the health space of ${firstName} will open by itself on ${dayText('en', opens)}.`,
        'As a legal representative you can activate it now, or object to it, on the “Family” page of your own space.',
      ],
      action: { label: 'Open the “Family” page', url: address },
    }),
  },
  'minor-opened': {
    letter: ({ firstName, address }) => ({
      subject: 'A child’s health space is open',
      paragraphs: [
        `The health space of ${firstName} is open: one of the legal representatives activated it.`,
        'If you are a legal representative as well, you can enter it from the “Family” page of your own space.',
      ],
      action: { label: 'Open the “Family” page', url: address },
    }),
  },
  'minor-opposed': {
    letter: ({ firstName, address }) => ({
      subject: 'A child’s health space was refused',
      paragraphs: [
        `A legal representative of ${firstName} objected to the opening of the health space. Nothing will be kept there.`,
        'A legal representative can undo this choice on the “Family” page of their own space.',
      ],
      action: { label: 'Open the “Family” page', url: address },
    }),
  },
  'minor-closed': {
    letter: ({ firstName, at, address }) => ({
      subject: 'A child’s health space is closed',
      paragraphs: [
        `The health space of ${firstName} is closed: one of the legal representatives asked for it. Nobody has access to it any more. Its content is kept for ten years, then destroyed.`,
        'Until then a legal representative can open it again on the “Family” page of their own space.',
      ],
      facts: [momentText('en', at)],
      action: { label: 'Open the “Family” page', url: address },
      after: ['If this closing surprises you, tell support without delay.'],
    }),
  },
  'majority-child': {
    letter: ({ code, days, address }) => ({
      subject: 'You are of age: your space is yours',
      code: { label: 'Your provisional code is', value: code },
      paragraphs: [
        'You are 18. Your health space is yours alone from now on: your legal representatives can no longer enter it.',
        `With this code and your Vitale card, choose an identifier and a password. The code is valid for ${days} days.`,
      ],
      action: { label: 'Take over my space', url: address },
    }),
  },
  'majority-parent': {
    letter: ({ firstName, address }) => ({
      subject: 'Your access to the space of a child of age has ended',
      paragraphs: [
        `${firstName} is 18: the health space is theirs alone now, and your access as a legal representative has ended.`,
        'They were sent what they need to sign in themselves. Your own space does not change.',
      ],
      action: { label: 'Open my space', url: address },
    }),
  },
} satisfies TextsOf<'child'>;
