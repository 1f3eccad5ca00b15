import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import sharp, { type Sharp } from 'sharp';
import { UPLOAD_LIMIT } from '@passerelle/fhir-mappings';
import { inWornProcess } from '../../testing/worn-process.ts';
import { acceptFile } from './deposit.ts';
import { Images } from './images.ts';
import { rtfText } from './rtf.ts';
import { viewOf } from './view.ts';

const images = new Images();
afterAll(() => images.close());

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array =>
  new Uint8Array(Buffer.from(text, encoding));
const red = (width = 40, height = 30): Sharp =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 20, b: 20, alpha: 0.5 } } });
const pdf = (trailer = ''): Uint8Array =>
  bytes(`%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R${trailer}>>\nstartxref\n9\n%%EOF\n`);
const accept = (name: string, content: Uint8Array) => acceptFile(name, content, images);

test('A photograph is kept without the place where it was taken, and upright', async () => {
  const taken = await red(40, 30)
    .withExif({ IFD0: { Copyright: 'Awa' }, IFD3: { GPSLatitude: '48/1 51/1 0/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect((await sharp(taken).metadata()).orientation).toBe(6);
  const kept = await accept('photo.JPG', taken);
  const { format, width, height, exif, orientation } = await sharp(kept.bytes).metadata();
  expect({ type: kept.contentType, format, width, height, exif, orientation }).toEqual({
    ...{ type: 'image/jpeg', format: 'jpeg', width: 30, height: 40, exif: undefined, orientation: undefined },
  });
});

test('A png is kept as jpeg, on white', async () => {
  const kept = await accept('scan.png', await red().png().toBuffer());
  expect(kept.contentType).toBe('image/jpeg');
  expect((await sharp(kept.bytes).metadata()).format).toBe('jpeg');
});

test('A tiff is kept as it is, and shown as png', async () => {
  const tiff = new Uint8Array(await red().tiff().toBuffer());
  const kept = await accept('radio.tif', tiff);
  expect(kept).toEqual({ contentType: 'image/tiff', bytes: tiff });
  const view = await viewOf(kept, images);
  expect(view.contentType).toBe('image/png');
  expect((await sharp(view.bytes).metadata()).width).toBe(40);
});

test('Notes in the old Western encoding are kept as UTF-8', async () => {
  const kept = await accept('notes.txt', bytes('Fièvre à 39°', 'latin1'));
  expect(new TextDecoder().decode(kept.bytes)).toBe('Fièvre à 39°');
});

test('A PDF is kept byte for byte', async () => {
  expect(await accept('bilan.pdf', pdf())).toEqual({ contentType: 'application/pdf', bytes: pdf() });
});

test('An RTF letter is shown as its text', async () => {
  const letter = String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator Word;}{\info{\author X}}\f0 Ch\'e8re Madame,\par {\b R\u233?sultat} normal\'a0: 12\~%\line {\pict 00ff}Fin \{1\}}`;
  const view = await viewOf(await accept('lettre.rtf', bytes(letter)), images);
  expect(view.contentType).toBe('text/plain; charset=utf-8');
  expect(new TextDecoder().decode(view.bytes)).toBe('Chère Madame,\nRésultat normal\u00a0: 12\u00a0%\nFin {1}');
});

test('Half a megabyte of braces is read in no time', () => {
  const started = performance.now();
  rtfText(bytes(`{\\rtf1${'{\\b'.repeat(100_000)}${'\\u233?'.repeat(20_000)}`));
  expect(performance.now() - started).toBeLessThan(1_500);
});

test('A letter with a picture of 5 MB is read when the gateway has run for long', async () => {
  const letter = String.raw`Buffer.from('{\\rtf1 Avant {\\pict ' + 'f'.repeat(5_000_000) + '}et apr\\\'e8s}')`;
  const reader = path.join(import.meta.dirname, 'rtf.ts');
  expect(await inWornProcess(reader, `({ rtfText }) => rtfText(${letter})`)).toBe('Avant et après');
});

test('A PDF that holds millions of digits or spaces where its encryption would be named is looked at when the gateway has run for long', async () => {
  const reader = path.join(import.meta.dirname, 'pdf.ts');
  for (const run of ["' '", "' 1'.padEnd(5_000_000, '1')", "' 1' + ' '"]) {
    const file = `Buffer.from('%PDF-1.7 /Encrypt' + (${run}).padEnd(10_000_000) + 'x startxref 12 %%EOF')`;
    expect(await inWornProcess(reader, `({ isReadablePdf }) => isReadablePdf(${file})`)).toBe(true);
  }
});

test.each([
  ['a text named .pdf', 'bilan.pdf', bytes('Bonjour'), 'document-content-mismatch'],
  ['a png named .jpg', 'photo.jpg', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'document-content-mismatch'],
  ['a program named .txt', 'notes.txt', bytes('MZ\x90\0\x03\0', 'latin1'), 'document-content-mismatch'],
  ['an empty text', 'notes.txt', bytes(''), 'document-content-mismatch'],
  ['a web page', 'page.html', bytes('<script>alert(1)</script>'), 'document-type-refused'],
  ['a drawing', 'dessin.svg', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'document-type-refused'],
  ['a name without ending', 'bilan', pdf(), 'document-type-refused'],
  ['a PDF cut short', 'bilan.pdf', pdf().slice(0, -12), 'document-unreadable'],
  ['a PDF under a password', 'bilan.pdf', pdf('/Encrypt 5 0 R'), 'document-unreadable'],
  ['a jpeg cut short', 'photo.jpg', bytes('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'), 'document-unreadable'],
  ['more than 5 MB', 'notes.txt', new Uint8Array(UPLOAD_LIMIT + 1).fill(65), 'document-too-large'],
])('%s is refused', async (_, name, content, code) => {
  await expect(accept(name, content)).rejects.toMatchObject({ code });
});

test('A picture of more than 50 million pixels is refused, and the next one is still drawn', async () => {
  const huge = await sharp({ create: { width: 10_000, height: 6_000, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  await expect(accept('radio.png', huge)).rejects.toMatchObject({ code: 'document-unreadable' });
  expect((await accept('scan.png', await red().png().toBuffer())).contentType).toBe('image/jpeg');
});

test('What other software stored as a picture and is none is not shown', async () => {
  const lied = { contentType: 'image/png', bytes: bytes('<html><script>alert(1)</script></html>') };
  await expect(viewOf(lied, images)).rejects.toMatchObject({ code: 'document-unreadable' });
  const cda = { contentType: 'text/xml', bytes: bytes('<ClinicalDocument/>') };
  await expect(viewOf(cda, images)).rejects.toMatchObject({ code: 'document-not-shown' });
});
