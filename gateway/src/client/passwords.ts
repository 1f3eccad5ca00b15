/** A5: what a password needs, in the order shown. The gateway and the portal judge by the same rules; the gateway's word counts. */
export const criteria = {
  length: (password: string) => [...password].length >= 8,
  capital: (password: string) => /\p{Lu}/u.test(password),
  small: (password: string) => /\p{Ll}/u.test(password),
  digit: (password: string) => /\p{Nd}/u.test(password),
  special: (password: string) => /[^\p{L}\p{N}\s]/u.test(password),
} as const;
export type Criterion = keyof typeof criteria;

export const meetsCriteria = (password: string): boolean => Object.values(criteria).every((met) => met(password));

/** Why a password is refused: by the criteria, or because it is guessed early. */
export type Weakness = 'criteria' | 'common' | 'personal' | 'pattern' | 'word' | 'breached';
export type Judgement = { ok: true } | { ok: false; why: Weakness; fr: string; en: string };

/** What of a guesser's findings counts here: how soon it is there (0 to 4), and by which parts. */
export interface Guessed {
  score: number;
  sequence: readonly { pattern: string; token: string; dictionaryName?: string }[];
}
export type Guess = (password: string, about: string[]) => Guessed;

/** How much the guesser is given to chew: what bounds its time, some 70 ms at worst, measured with texts made to be slow. */
export const guesserBounds = { maxLength: 40, l33tMaxSubstitutions: 8 };

/** Words that everybody would try here. */
const ours = ['passerelle'];

/**
 * A5: whether a password may be chosen, and otherwise why not.
 * @param about the person's own words: identifier, names, birth date, the name before the @. Their parts count, accents and capitals do not.
 */
export function judge(guess: Guess, password: string, about: readonly string[]): Judgement {
  if (!meetsCriteria(password)) return refused('criteria');
  const words = ownWords(about);
  if (withoutWords(password, words) < 8) return refused('personal');
  const guessed = guess([...password].slice(0, guesserBounds.maxLength).join(''), words);
  const { score, sequence } = guessed;
  // In eight signs without a word, a name or a pattern there is nothing to guess: the rule takes eight.
  if (score >= 3 || sequence.every(({ pattern }) => pattern === 'bruteforce')) return { ok: true };
  return refused(weaknessOf(guessed));
}

export const refused = (why: Weakness): Judgement => ({ ok: false, why, ...weaknesses[why] });

const weaknesses: Record<Weakness, { fr: string; en: string }> = {
  criteria: { fr: 'il ne remplit pas tous les critères', en: 'it does not meet all criteria' },
  common: {
    fr: 'c’est, à peu de chose près, un mot de passe très répandu',
    en: 'it is, or nearly, a password that many people use',
  },
  personal: {
    fr: 'il tient surtout à votre nom, à votre identifiant, à votre naissance ou au nom de ce service',
    en: 'it is mostly your name, your identifier, your birth date or the name of this service',
  },
  pattern: {
    fr: 'il suit un motif : date, répétition, suite ou touches voisines',
    en: 'it follows a pattern: a date, a repetition, a sequence or neighbouring keys',
  },
  word: {
    fr: 'il tient à un mot ou à un nom courant, et à trop peu d’autres signes',
    en: 'it is a common word or name with too little else',
  },
  breached: { fr: 'il figure dans une fuite de données connue', en: 'it stands in a known data breach' },
};

function weaknessOf({ sequence }: Guessed): Weakness {
  if (sequence.some(({ dictionaryName }) => dictionaryName === 'userInputs')) return 'personal';
  if (sequence.some(({ dictionaryName }) => dictionaryName?.startsWith('passwords'))) return 'common';
  const worst = sequence.reduce((one, other) => (other.token.length > one.token.length ? other : one));
  return worst.pattern === 'dictionary' ? 'word' : 'pattern';
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The words in what is known of a person, and a date in the ways people write it. */
function ownWords(about: readonly string[]): string[] {
  const dates = about.flatMap((text) => {
    const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
    return year ? [`${day}${month}${year}`, `${year}${month}${day}`, `${day}${month}${year.slice(2)}`, year] : [];
  });
  const words = about.filter((text) => !/^\d{4}-/.test(text)).flatMap((text) => folded(text).split(/[^\p{L}\p{N}]+/u));
  return [...new Set([...ours, ...dates, ...words])].filter((word) => word.length >= 3);
}

function withoutWords(password: string, words: string[]): number {
  const longestFirst = [...words].sort((one, other) => other.length - one.length);
  return [...longestFirst.reduce((rest, word) => rest.replaceAll(word, ''), folded(password))].length;
}
