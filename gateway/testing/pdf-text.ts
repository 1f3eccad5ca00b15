import { inflateSync } from 'node:zlib';

/** The text of a PDF that this gateway wrote, a line a text operation: enough to see what stands in it. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, Map<string, string>>();
  for (const { text } of objects.values())
    for (const [, name = '', id = ''] of text.matchAll(/\/(F\d+) (\d+) 0 R/g)) fonts.set(name, lettersOf(objects, id));
  const pages = [...objects.values()].map(({ stream }) => stream ?? '').filter((stream) => stream.includes(' TJ'));
  return pages.map((page) => readPage(page, fonts)).join('\n');
}

interface PdfObject {
  text: string;
  stream?: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const raw = pdf.toString('latin1');
  const found = raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g);
  return new Map([...found].map(([, id = '', body = '']) => [id, objectOf(body)]));
}

function objectOf(body: string): PdfObject {
  const [, text = body, stream] = /^([\s\S]*?)\nstream\n([\s\S]*)\nendstream$/.exec(body) ?? [];
  if (stream === undefined) return { text };
  if (!text.includes('FlateDecode')) return { text, stream };
  return { text, stream: inflateSync(Buffer.from(stream, 'latin1')).toString('latin1') };
}

/** From the codes of a font, four hexadecimal digits each, to what they stand for. */
function lettersOf(objects: Map<string, PdfObject>, font: string): Map<string, string> {
  const [, map = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.text ?? '') ?? [];
  const letters = new Map<string, string>();
  const cmap = objects.get(map)?.stream ?? '';
  for (const [, first = '', list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi))
    for (const [offset, [, code = '']] of [...list.matchAll(/<([0-9a-f ]+)>/gi)].entries())
      letters.set(hex(Number.parseInt(first, 16) + offset), fromUtf16(code.replaceAll(' ', '')));
  return letters;
}

function readPage(page: string, fonts: Map<string, Map<string, string>>): string {
  let letters = new Map<string, string>();
  const lines: string[] = [];
  for (const [, font, shown] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) letters = fonts.get(font) ?? letters;
    const codes = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, run = '']) => run.match(/.{4}/g) ?? []);
    if (shown) lines.push(codes.map((code) => letters.get(code.toLowerCase()) ?? '').join(''));
  }
  return lines.join('\n');
}

const hex = (code: number): string => code.toString(16).padStart(4, '0');
const fromUtf16 = (code: string): string =>
  (code.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
