import type { Texts } from '../language.ts';

export const shell: Texts['shell'] = {
  home: 'Home',
  health: 'My health',
  healthShort: 'Health',
  profile: 'Medical profile',
  vaccinations: 'Vaccinations',
  measures: 'Measures',
  documents: 'Documents',
  messages: 'Messages',
  messagesShort: 'Messages',
  access: 'Access and confidentiality',
  accessShort: 'Access',
  navigation: 'Main navigation',
  skip: 'Skip to content',
  signIn: 'Sign in',
  signOut: 'Log out',
  account: (name) => `My account, ${name}`,
  myAccount: 'My account',
  ins: 'INS number',
  light: 'Use light colours',
  dark: 'Use dark colours',
  unread: (count) => (count > 1 ? 'unread messages' : 'unread message'),
};

export const footer: Texts['footer'] = {
  label: 'About the service',
  help: 'Help',
  accessibility: 'Accessibility: not compliant',
  legal: 'Legal notice',
  privacy: 'Personal data',
  siteMap: 'Site map',
};

export const form: Texts['form'] = {
  optional: '(optional)',
  required: (label) => `Fill in “${label}”.`,
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  add: 'Add',
  change: 'Change',
  remove: 'Delete',
  changeNamed: (name) => `Change “${name}”`,
  removeNamed: (name) => `Delete “${name}”`,
  loading: 'Loading…',
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  none: 'not given',
  yes: 'Yes',
  no: 'No',
  toCorrect: (count) => (count > 1 ? `${count} things to correct:` : 'One thing to correct:'),
  tooLong: (max) => `At most ${max} characters.`,
  saved: 'Saved.',
  removed: 'Deleted.',
  removeTitle: 'Delete?',
  removeText: (name) => `“${name}” will be deleted from your space.`,
  dateYear: 'Year',
  dateMonth: 'Month',
  dateDay: 'Day',
  dateHint: 'The year is enough if you do not know the day.',
  dateYearMissing: 'Give at least the year.',
  dateImpossible: 'This date does not exist.',
  dateFuture: 'This date is in the future.',
  monthMissing: 'Give the month too.',
};

export const failures: Texts['failures'] = {
  unreachable: 'The service does not answer. Check your internet connection; nothing that you wrote is lost.',
  unforeseen: 'Something unforeseen went wrong. Try again shortly.',
  again: 'Try again',
  reference: (reference) => `Reference for support: ${reference}`,
  pageBroken: 'This page could not be opened. Check your connection, then load it again.',
  reload: 'Load the page again',
};

export const meeting: Texts['meeting'] = {
  title: 'Changed meanwhile',
  text: (by) =>
    `While you were writing, another version was saved (${by}). Nothing is lost: choose which one should stay.`,
  mine: 'Your version, not saved',
  theirs: 'The saved version',
  keepMine: 'Save my version',
  takeTheirs: 'Start again from the saved version',
  deletedTitle: 'Deleted meanwhile',
  deletedText: 'This item was deleted while you were writing. Here is what you had written, to copy if you need it.',
};

export const writer: Texts['writer'] = {
  you: 'you',
  unknown: 'other software',
  representative: (name) => `${name}, legal representative`,
  by: (name, date) => `Written by ${name}, ${date}`,
};

export const session: Texts['session'] = {
  endingTitle: 'Still there?',
  endingText: 'Unless you do something, your session closes in less than a minute, to protect your data.',
  stay: 'Stay signed in',
};
