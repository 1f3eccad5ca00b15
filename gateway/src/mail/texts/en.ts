import type { Catalogue } from '../template-values.ts';
import { child } from './en/child.ts';
import { notices } from './en/notices.ts';
import { opening } from './en/opening.ts';
import { passkeys } from './en/passkeys.ts';
import { representatives } from './en/representatives.ts';
import { settings } from './en/settings.ts';
import { signIn } from './en/sign-in.ts';

/** What people are told in English; see the French for what may not stand here. */
export const en = {
  ...signIn,
  ...passkeys,
  ...opening,
  ...settings,
  ...child,
  ...representatives,
  ...notices,
} satisfies Catalogue;
