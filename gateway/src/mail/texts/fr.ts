import type { Catalogue } from '../template-values.ts';
import { child } from './fr/child.ts';
import { notices } from './fr/notices.ts';
import { opening } from './fr/opening.ts';
import { passkeys } from './fr/passkeys.ts';
import { representatives } from './fr/representatives.ts';
import { settings } from './fr/settings.ts';
import { signIn } from './fr/sign-in.ts';

/** What people are told in French. No NIR, no surname of a child, not a word of what a record holds. */
export const fr = {
  ...signIn,
  ...passkeys,
  ...opening,
  ...settings,
  ...child,
  ...representatives,
  ...notices,
} satisfies Catalogue;
