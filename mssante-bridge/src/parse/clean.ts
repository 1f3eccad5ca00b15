/** Characters that no text has a use for, and that databases and readers stumble on; line feeds and tabs stay. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text of several lines: well-formed, with line feeds alone, without control and direction characters. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL, '').toWellFormed();
}

/** Characters that one line is made of, at most: a process that has run for long throws on millions in a row (see htmlToText). */
const LONGEST_LINE = 256 * 1024;

/** Text of one line, of `max` UTF-16 units at most. */
export function cleanLine(text: string, max: number): string {
  return cut(cleanText(text.slice(0, LONGEST_LINE)).replace(/\s+/g, ' ').trim(), max);
}

/** Cuts without leaving half a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(max - 1)) ? max - 1 : max;
  return text.slice(0, end);
}
