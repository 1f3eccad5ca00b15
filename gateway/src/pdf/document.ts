import { createRequire } from 'node:module';
import { accessible } from './metadata.ts';

export interface PdfHead {
  /** Shown as the window's title. No name of a person: it stands in the metadata. */
  title: string;
  language: 'fr' | 'en';
  /** The date of making that the file says; the same values give the same bytes. */
  at: Date;
}

/** A PDF under way: what is written is structure first (a heading is one for a screen reader too), and then looks. */
export interface PdfWriter {
  heading: (text: string) => void;
  paragraph: (text: string, options?: { small?: boolean }) => void;
  /** A label, and below it something to copy by hand. */
  code: (label: string, value: string) => void;
  list: (lines: string[]) => void;
  /** Lines at a place of the page, in points from its upper left corner; writing goes on from there. */
  block: (lines: string[], x: number, y: number) => void;
  /** Writing goes on at this height. */
  moveTo: (y: number) => void;
  /** Dark squares of a pattern (a QR code) with what it says to who does not see it. */
  pattern: (rows: boolean[][], side: number, alt: string) => void;
}

const require = createRequire(import.meta.url);
/** DejaVu: one file with the letters of the names of all of Europe, free to embed. */
const fonts = {
  plain: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  strong: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  mono: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf'),
};
/** Points: 25 mm. */
const margin = 71;

/**
 * Writes an A4 document that can be kept (PDF/A-2a) and read by anybody (PDF/UA-1), with its fonts inside. The library comes with the
 * first one: it takes 17 MB, and many days have none.
 */
export async function writePdf({ title, language, at }: PdfHead, write: (pdf: PdfWriter) => void): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const made = { Creator: 'Passerelle', Producer: 'Passerelle', CreationDate: at, Title: title };
  const document = new PDFDocument({
    ...{ size: 'A4', margin, pdfVersion: '1.7', subset: 'PDF/A-2a', tagged: true, displayTitle: true },
    ...{ lang: language === 'fr' ? 'fr-FR' : 'en-GB', info: made, font: fonts.plain },
  });
  const bytes = gather(document);
  accessible(document);
  const root = document.struct('Document');
  document.addStructure(root);
  write(writerOn(document, root));
  root.end();
  document.end();
  return bytes;
}

function gather(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}

/** What comes from a register may hold anything: signs that show nothing, or turn the reading around, are left out. */
const shown = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, ' ');

function writerOn(document: PDFKit.PDFDocument, root: ReturnType<PDFKit.PDFDocument['struct']>): PdfWriter {
  const put = (tag: string, font: keyof typeof fonts, size: number, text: string, gap = 0.7): void => {
    root.add(document.struct(tag, {}, () => void document.font(fonts[font]).fontSize(size).text(shown(text))));
    document.font(fonts.plain).fontSize(11).moveDown(gap);
  };
  return {
    heading: (text) => put('H1', 'strong', 17, text, 1),
    paragraph: (text, { small = false } = {}) => put('P', 'plain', small ? 9 : 11, text),
    code: (label, value) => {
      put('P', 'plain', 11, label, 0.2);
      put('P', 'mono', 20, value);
    },
    list: (lines) => {
      const items = lines.map((line) =>
        document.struct('LI', {}, [
          document.struct(
            'LBody',
            {},
            () =>
              void document
                .font(fonts.plain)
                .fontSize(11)
                .text(`– ${shown(line)}`),
          ),
        ]),
      );
      root.add(document.struct('L', {}, items));
      document.moveDown(0.7);
    },
    block: (lines, x, y) => {
      const text = lines.map(shown).join('\n');
      root.add(document.struct('P', {}, () => void document.font(fonts.plain).fontSize(11).text(text, x, y)));
      document.x = margin;
    },
    moveTo: (y) => void (document.y = y),
    pattern: (rows, side, alt) => {
      const { x, y } = document;
      const step = side / rows.length;
      const options = { alt, bbox: [x, y, x + side, y + side] };
      const draw = (): void => squares(document, rows, x, y, step);
      root.add(document.struct('Figure', options, draw));
      document.y = y + side + 12;
    },
  };
}

function squares(document: PDFKit.PDFDocument, rows: boolean[][], x: number, y: number, step: number): void {
  for (const [down, row] of rows.entries())
    for (const [across, dark] of row.entries()) if (dark) document.rect(x + across * step, y + down * step, step, step);
  document.fill('#000000');
}
