import { dayText, momentText } from '../moment.ts';
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
  'new-device': {
    letter: ({ device, at, source, address }) => ({
      subject: 'New device signed in to your space',
      paragraphs: ['Your health space has just been opened from a device that we did not know.'],
      facts: [device || 'Unknown device', momentText('en', at), `Network: ${source}`],
      after: [
        'If it was you, there is nothing to do. If not, choose a new password at once: everybody will be signed out.',
      ],
      action: { label: 'It was not me', url: address },
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
      action: { label: 'It was not me', url: address },
    }),
  },
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
  'sessions-ended': {
    letter: ({ at, address }) => ({
      subject: 'Your sessions were ended',
      paragraphs: ['The sessions of your health space have just been ended, as asked.'],
      facts: [momentText('en', at)],
      action: { label: 'Sign in', url: address },
      after: ['If it was not you, change your password.'],
    }),
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
        'If this seems wrong to you, turn to the help desk.',
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
        'Who disagrees turns to the help desk before that day; the request can also be taken back on the “Family” page.',
      ],
      action: { label: 'Open the “Family” page', url: address },
    }),
  },
} satisfies Catalogue;
