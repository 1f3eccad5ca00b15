import { guesserBounds, judge, type Guess, type Judgement } from '@passerelle/gateway/passwords';

let guesser: Promise<Guess> | undefined;

/** Megabytes of dictionaries: fetched when somebody begins to choose a password, never before. */
async function fetchGuesser(): Promise<Guess> {
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
 * A5: whether a password will be taken, by the gateway's own rule; the gateway judges again, and its word counts.
 * @param about what is known here of the person: identifier, name
 * @returns undefined when the dictionaries could not be fetched: then the gateway alone judges.
 */
export async function judgePassword(password: string, about: readonly string[]): Promise<Judgement | undefined> {
  guesser ??= fetchGuesser();
  try {
    return judge(await guesser, password.normalize('NFKC'), about);
  } catch {
    guesser = undefined;
    return undefined;
  }
}
