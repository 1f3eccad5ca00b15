import { momentText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** F5: what has changed in the settings, the copy and the closing. */
export const settings = {
  'email-changed': {
    letter: ({ shown, at, address }) => ({
      subject: 'Your e-mail address has changed',
      paragraphs: [
        'The e-mail address of your health space has just been changed. From now on, messages and codes go to the new address and no longer to this one.',
      ],
      facts: [`New address: ${shown}`, momentText('en', at)],
      after: ['If this was not you, choose a new password at once and call support.'],
      action: { label: 'This was not me', url: address },
    }),
    sms: ({ shown }) =>
      `Passerelle: the e-mail address of your space has changed (${shown}). If this was not you, call support.`,
  },
  'mobile-changed': {
    letter: ({ at, address }) => ({
      subject: 'Your mobile number has changed',
      paragraphs: ['The mobile number of your health space has just been changed or removed.'],
      facts: [momentText('en', at)],
      after: ['If this was not you, choose a new password at once and call support.'],
      action: { label: 'This was not me', url: address },
    }),
    sms: () => 'Passerelle: this number is no longer the one of your space. If this was not you, call support.',
  },
  'identifier-changed': {
    letter: ({ at, address }) => ({
      subject: 'Your identifier has changed',
      paragraphs: ['The identifier of your health space has just been changed.'],
      facts: [momentText('en', at)],
      after: ['If this was not you, choose a new password at once and call support.'],
      action: { label: 'This was not me', url: address },
    }),
  },
  'export-ready': {
    letter: ({ address }) => ({
      subject: 'The copy of your space is ready',
      paragraphs: [
        'The copy that you asked for is ready. It waits in your space for 7 days; it is not attached to this message.',
      ],
      action: { label: 'Download the copy', url: address },
      after: ['If you asked for nothing, change your password.'],
    }),
  },
  'space-closed': {
    letter: ({ at, address }) => ({
      subject: 'Your health space is closed',
      paragraphs: [
        'Your health space is closed, as asked. Nobody has access to it any more. Its content is kept for ten years, then destroyed.',
        'To find it again until then, ask for a new provisional code.',
      ],
      facts: [momentText('en', at)],
      action: { label: 'Ask for a new code', url: address },
      after: ['If this was not you, tell support without delay.'],
    }),
    sms: () => 'Passerelle: your health space is closed. If this was not you, call support.',
  },
} satisfies TextsOf<'settings'>;
