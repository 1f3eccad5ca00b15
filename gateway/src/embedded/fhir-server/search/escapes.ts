/** Splits where `separator` stands without a backslash before it; backslashes stay (R4 search.html#escaping). */
export function splitUnescaped(text: string, separator: ',' | '|'): string[] {
  const parts = [''];
  for (const piece of text.match(/\\.|[^\\]|\\$/gsu) ?? []) {
    if (piece === separator) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

/** The text meant by a value in which `,`, `|`, `$` and `\` stand behind a backslash. */
export const unescape = (text: string): string => text.replaceAll(/\\([,|$\\])/g, '$1');
