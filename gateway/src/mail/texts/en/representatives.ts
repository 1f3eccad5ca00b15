import { dayText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** C3: who represents a child. */
export const representatives = {
  'invitation-waiting': {
    letter: ({ address }) => ({
      subject: 'An invitation awaits you in your health space',
      paragraphs: [
        'Somebody invites you to share the access to the health space of a child whose legal representative you are.',
        'Sign in to see who it is, and to accept or refuse, within 15 days.',
      ],
      action: { label: 'Open the “Family” page', url: address },
    }),
  },
  'invitation-refused': {
    letter: ({ firstName, address }) => ({
      subject: 'Your invitation was refused',
      paragraphs: [`The person whom you invited to share the access to the health space of ${firstName} has refused.`],
      action: { label: 'Open the “Family” page', url: address },
    }),
  },
  'representative-joined': {
    letter: ({ firstName, address }) => ({
      subject: 'Another legal representative can enter a child’s space',
      paragraphs: [
        `A second legal representative can now enter the health space of ${firstName}.`,
        'If this seems wrong to you, turn to support.',
      ],
      action: { label: 'Open the “Family” page', url: address },
    }),
  },
  'representative-left': {
    letter: ({ firstName, address }) => ({
      subject: 'A legal representative can no longer enter a child’s space',
      paragraphs: [
        `As they asked, the other legal representative of ${firstName} can no longer enter the health space.`,
      ],
      action: { label: 'Open the “Family” page', url: address },
    }),
  },
  'representation-ended': {
    letter: ({ firstName, address }) => ({
      subject: 'An access to a child’s space has ended',
      paragraphs: [
        `The access of a legal representative to the health space of ${firstName} has ended, as announced or because the health insurer no longer attaches the child to them.`,
        'The “Family” page of your space shows the accesses that are left. Who does not agree turns to support.',
      ],
      action: { label: 'Open the “Family” page', url: address },
    }),
  },
  'removal-announced': {
    letter: ({ firstName, day, address }) => ({
      subject: 'An access to a child’s space is about to end',
      paragraphs: [
        `A legal representative of ${firstName} asks that the access of the other one, who had been invited, end on ${dayText('en', day)}.`,
        'Who disagrees turns to support before that day; the request can also be taken back on the “Family” page.',
      ],
      action: { label: 'Open the “Family” page', url: address },
    }),
  },
} satisfies TextsOf<'representatives'>;
