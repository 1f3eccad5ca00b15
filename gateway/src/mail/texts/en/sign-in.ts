import { momentText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** B: signing in, the identifier and the password. */
export const signIn = {
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
  'new-device': {
    letter: ({ device, at, source, address }) => ({
      subject: 'New device signed in to your space',
      paragraphs: ['Your health space has just been opened from a device that we did not know.'],
      facts: [device || 'Unknown device', momentText('en', at), `Network: ${source}`],
      after: [
        'If it was you, there is nothing to do. If not, choose a new password at once: everybody will be signed out.',
      ],
      action: { label: 'This was not me', url: address },
    }),
  },
  'account-locked': {
    letter: ({ at, address }) => ({
      subject: 'Too many tries to sign in to your space',
      paragraphs: [
        'Somebody has tried too many times to sign in to your health space. Tries from unknown devices now have to wait.',
        'You can still sign in from a device that you have used before, with a passkey, or by choosing a new password.',
      ],
      facts: [momentText('en', at)],
      action: { label: 'Choose a new password', url: address },
    }),
  },
  'sessions-ended': {
    letter: ({ at, address }) => ({
      subject: 'Your sessions were ended',
      paragraphs: ['The sessions of your health space have just been ended, as asked.'],
      facts: [momentText('en', at)],
      action: { label: 'Sign in', url: address },
      after: ['If it was not you, change your password.'],
    }),
  },
  'identifier-reminder': {
    letter: ({ identifier, address }) => ({
      subject: 'Your identifier',
      paragraphs: ['You asked for your identifier.'],
      code: { label: 'Your identifier is', value: identifier },
      action: { label: 'Sign in', url: address },
      after: ['If you did not ask, there is nothing to do: nobody else received this message.'],
    }),
    sms: ({ identifier }) => `Passerelle: your identifier is ${identifier}`,
  },
  'password-link': {
    letter: ({ minutes, address }) => ({
      subject: 'Choose a new password',
      paragraphs: [`You asked to choose a new password. This link is valid for ${minutes} minutes and works once.`],
      action: { label: 'Choose a new password', url: address },
      after: ['If you did not ask, do nothing: your password stays as it is.'],
    }),
  },
  'password-code': {
    letter: ({ code, minutes }) => ({
      subject: 'Your code for the new password',
      code: { label: 'Your code is', value: code },
      paragraphs: [`It is valid for ${minutes} minutes and works once.`],
    }),
    sms: ({ code, minutes }) =>
      `Passerelle: your code to choose a new password is ${code}, valid for ${minutes} minutes. Give it to nobody.`,
  },
  'password-changed': {
    letter: ({ at, address }) => ({
      subject: 'Your password has changed',
      paragraphs: ['The password of your health space has just been changed, and everybody was signed out.'],
      facts: [momentText('en', at)],
      action: { label: 'This was not me', url: address },
    }),
  },
} satisfies TextsOf<'signIn'>;
