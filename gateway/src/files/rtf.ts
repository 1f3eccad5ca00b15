/** Groups whose content is not part of the text (RTF 1.9.1, destinations). */
const silent = new Set(
  (
    'fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl info pict object objdata header footer headerl ' +
    'headerr headerf footerl footerr footerf footnote annotation themedata colorschememapping datastore latentstyles generator ' +
    'xmlnstbl filetbl fldinst shpinst nonshppict'
  ).split(' '),
);

const breaks: Record<string, string> = {
  ...{ par: '\n', line: '\n', sect: '\n', page: '\n', row: '\n', tab: '\t', cell: '\t' },
  ...{ lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•', endash: '–', emdash: '—', emspace: ' ' },
};

const windows1252 = new TextDecoder('windows-1252');

interface Group {
  silent: boolean;
  /** Characters that stand after `\u` for readers without Unicode. */
  fallback: number;
}

/** One step of the file: brace, control word with its number, hexadecimal byte, escaped character, or plain text, in pieces (see isBase64). */
const token = /\\([a-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|([^\\{}]{1,10000})|(\\)/gi;

export const isRtf = (bytes: Uint8Array): boolean => Buffer.from(bytes.slice(0, 5)).toString('latin1') === '{\\rtf';

/** The text of an RTF file, read once from start to end: pictures, objects and styles are left out. */
export function rtfText(bytes: Uint8Array): string {
  const reader = new Reader();
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const match of text.matchAll(token)) reader.take(match);
  return reader.text();
}

class Reader {
  readonly #parts: string[] = [];
  readonly #groups: Group[] = [];
  #now: Group = { silent: false, fallback: 1 };
  #skip = 0;

  text(): string {
    return this.#parts.join('').trim();
  }

  take([, word, number, hex, symbol, brace, plain]: RegExpExecArray): void {
    if (brace) this.#brace(brace);
    else if (word) this.#word(word, number);
    else if (hex) this.#character(windows1252.decode(Uint8Array.of(Number.parseInt(hex, 16))));
    else if (symbol) this.#symbol(symbol);
    else if (plain) this.#plain(plain.replace(/[\r\n]/g, ''));
  }

  #brace(brace: string): void {
    this.#skip = 0;
    if (brace === '{') {
      this.#groups.push(this.#now);
      this.#now = { ...this.#now };
    } else this.#now = this.#groups.pop() ?? this.#now;
  }

  #word(word: string, number: string | undefined): void {
    if (silent.has(word)) this.#now.silent = true;
    else if (word === 'uc') this.#now.fallback = Number(number ?? 1);
    else if (word === 'u') this.#unicode(Number(number ?? 0));
    else if (breaks[word]) this.#write(breaks[word]);
  }

  #unicode(code: number): void {
    this.#write(String.fromCharCode(code < 0 ? code + 65_536 : code));
    this.#skip = this.#now.fallback;
  }

  #symbol(symbol: string): void {
    if (symbol === '*') this.#now.silent = true;
    else if (symbol === '~') this.#character('\u00a0');
    else if (symbol === '_') this.#character('-');
    else if ('\\{}'.includes(symbol)) this.#character(symbol);
    else if (symbol === '\n' || symbol === '\r') this.#write('\n');
  }

  #character(character: string): void {
    if (this.#skip > 0) this.#skip -= 1;
    else this.#write(character);
  }

  #plain(text: string): void {
    const skipped = Math.min(this.#skip, text.length);
    this.#skip -= skipped;
    this.#write(text.slice(skipped));
  }

  #write(text: string): void {
    if (!this.#now.silent) this.#parts.push(text);
  }
}
