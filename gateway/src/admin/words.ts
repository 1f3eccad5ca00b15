import { UsageFault } from './parts.ts';

/** What the words after a command say. */
export interface Said {
  /** Words that are no option. */
  words: string[];
  /** `--name VALUE`; a switch (`--all`) is there with an empty value. */
  options: Record<string, string>;
}

/**
 * Reads the words after a command. @param known the options, each with whether a value follows
 * @throws UsageFault for an option that is not known, or without its value
 */
export function readWords(given: string[], known: Record<string, 'value' | 'switch'>): Said {
  const said: Said = { words: [], options: {} };
  const rest = [...given];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('--')) {
      said.words.push(word);
      continue;
    }
    const name = word.slice(2);
    if (!Object.hasOwn(known, name)) throw new UsageFault(`${word} is no option of this command`);
    const value = known[name] === 'value' ? rest.shift() : '';
    if (value === undefined || value.startsWith('--')) throw new UsageFault(`${word} wants a value`);
    said.options[name] = value;
  }
  return said;
}

/** A NIR in what an operator's terminal, and its log, shows. */
export const masked = (ins: string): string => `${ins.slice(0, 1)}••••••••••••${ins.slice(-2)}`;

/** Columns that stand under each other. */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const texts = rows.map((row) => row.map(String));
  const widths = (texts[0] ?? []).map((_, at) => Math.max(...texts.map((row) => (row[at] ?? '').length)));
  return texts.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
