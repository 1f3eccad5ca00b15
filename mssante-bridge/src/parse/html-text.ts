import entities from './entities.json' with { type: 'json' };

/** Elements whose content is not for reading. */
const SILENT = new Set(['script', 'style', 'title', 'template']);
/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  'address article aside blockquote br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);
const CELLS = new Set(['td', 'th']);
const names = new Map<string, string>(Object.entries(entities));

/**
 * The text of an HTML body, for reading. One pass from left to right, each step moving on by what it read, so that its time
 * grows with the length alone whatever the nesting. No markup is left in it, and none is needed to be safe: it is shown as text.
 *
 * Runs of white space are looked at one character at a time, without `+`: in a process that has compiled many expressions V8
 * compiles the next without optimization, and such a one throws a RangeError where a loop passes four million characters.
 */
export function htmlToText(html: string): string {
  const out: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    out.push(words(html.slice(at, open)));
    at = pastMarkup(html, open, out);
  }
  if (at < html.length) out.push(words(html.slice(at)));
  return tidy(out.join(''));
}

/** Reads one piece of markup, and what it silences; answers where reading goes on. */
function pastMarkup(html: string, open: number, out: string[]): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4);
  const tag = /^<(\/?)([a-z][a-z0-9]{0,20})/i.exec(html.slice(open, open + 24));
  if (!tag) {
    if (!/[!?/]/.test(html.charAt(open + 1))) {
      out.push('<');
      return open + 1;
    }
    return after(html, '>', open);
  }
  const name = (tag[2] ?? '').toLowerCase();
  if (BLOCKS.has(name)) out.push('\n');
  if (CELLS.has(name) && tag[1] === '') out.push('\t');
  const end = after(html, '>', open);
  return tag[1] === '' && SILENT.has(name) ? pastSilent(html, name, end) : end;
}

function pastSilent(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}`, 'gi');
  close.lastIndex = from;
  const found = close.exec(html);
  return found ? after(html, '>', found.index) : html.length;
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

/** In HTML line ends are spaces; entities are characters. */
function words(text: string): string {
  return text
    .replace(/(?<=[ \t\r\n\f])[ \t\r\n\f]/g, '')
    .replace(/[\t\r\n\f]/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,9}));?/gi, (whole, decimal, hex, name: string) => {
      if (name) return names.get(name) ?? names.get(name.toLowerCase()) ?? whole;
      const point = decimal ? Number(decimal) : parseInt(hex as string, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
    });
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/(?<=\n\n)\n/g, '')
    .trim();
}
