import { guesserBounds, judge, type Guess, type Judgement } from '../client/passwords.ts';

let guesser: Promise<Guess> | undefined;

/** The dictionaries take a quarter of a second and 60 MB to load: when the first password is chosen, once. */
async function loadGuesser(): Promise<Guess> {
  const [{ ZxcvbnFactory }, common, fr, en] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const dictionary = { ...common.dictionary, ...fr.dictionary, ...en.dictionary };
  const factory = new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs, ...guesserBounds });
  return (password, about) => factory.check(password, about);
}

/**
 * A5: whether a password may be chosen, judged with French and English dictionaries and lists of frequent passwords.
 * @param about the person's own words: identifier, names, birth date (YYYY-MM-DD), e-mail address without its domain.
 */
export async function judgePassword(password: string, about: readonly string[]): Promise<Judgement> {
  guesser ??= loadGuesser();
  return judge(await guesser, password.normalize('NFKC'), about);
}
