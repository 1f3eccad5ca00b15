import { refused } from '../client/passwords.ts';
import { problem } from '../errors.ts';
import type { IsBreached } from './breached-passwords.ts';
import { judgePassword } from './password-strength.ts';

/**
 * A5: lets a new password pass that is none that others would guess.
 * @param about see `judgePassword`
 * @throws Problem `password-weak` by the criteria, `password-guessable` saying why
 */
export async function checkNewPassword(
  { isBreached }: { isBreached?: IsBreached },
  password: string,
  about: readonly string[],
): Promise<void> {
  const judged = await judgePassword(password, about);
  const judgement = judged.ok && (await isBreached?.(password)) ? refused('breached') : judged;
  if (judgement.ok) return;
  if (judgement.why === 'criteria') throw problem('password-weak');
  throw problem('password-guessable', { why: { fr: judgement.fr, en: judgement.en } });
}

/** What of a person others would try in a password. */
export const wordsAbout = (person: {
  identifier: string;
  email?: string | null;
  birth_name: string;
  first_names: string;
  used_name: string | null;
  used_first_name: string | null;
  birth_date: string;
}): string[] =>
  [
    ...[person.identifier, person.email?.split('@')[0], person.birth_name, person.first_names],
    ...[person.used_name, person.used_first_name, person.birth_date],
  ].filter((word) => typeof word === 'string');
