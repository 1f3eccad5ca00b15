import { describe, expect, test } from 'vitest';
import { pdfText } from '../../testing/pdf-text.ts';
import { letterOf } from '../mail/templates.ts';
import { certificatePdf, type Certificate } from './certificate.ts';
import { letterPdf } from './letter.ts';

const at = new Date('2026-03-02T22:30:00Z');
const content = letterOf('provisional-code', 'fr', {
  ...{ code: 'ABCDEFGH2345', days: 45, address: 'https://espace.example/open' },
});
const to = { name: 'Élodie ŁUKASIEWICZ-BŒUF', address: ['12 RUE DE L’ÉGLISE', '35000 RENNES'] };
const letter = () => letterPdf(content, { language: 'fr', to, at });
const certificate: Certificate = {
  ...{ kind: 'opposition', name: 'Jeanne DUVAL', ins: '248063523800730', at, code: 'ABCDEFGHJKMN2345', language: 'fr' },
  checkUrl: 'https://espace.example/certificate',
};
const lines = async (pdf: Promise<Buffer>): Promise<string[]> => pdfText(await pdf).split('\n');

test('A letter names the person with every letter of the name, the address, the day in Paris and the code', async () => {
  const text = await lines(letter());
  for (const line of ['Élodie ŁUKASIEWICZ-BŒUF', '12 RUE DE L’ÉGLISE', '35000 RENNES', '2 mars 2026', 'ABCDEFGH2345'])
    expect(text).toContain(line);
});

test('A certificate says who, which number, when and the code, and has a pattern to scan', async () => {
  const text = (await lines(certificatePdf(certificate))).join(' ');
  for (const words of ['Attestation d’opposition', 'Jeanne DUVAL', '2 48 06 35 238 007 30', '2 mars 2026', '23:30'])
    expect(text).toContain(words);
  expect(text).toContain('ABCD-EFGH-JKMN-2345');
  expect((await certificatePdf(certificate)).toString('latin1')).toContain('/S /Figure');
});

describe.each([
  ['letter', letter],
  ['certificate', () => certificatePdf(certificate)],
])('A %s', (_, make) => {
  test('is the same bytes each time that it is made', async () => {
    expect((await make()).equals(await make())).toBe(true);
  });

  test('says that it can be kept and read aloud, in which language, and brings its fonts', async () => {
    const raw = (await make()).toString('latin1');
    for (const words of ['/StructTreeRoot', '/Lang (fr-FR)', '/Marked true', '/DisplayDocTitle true', '/S /H1'])
      expect(raw).toContain(words);
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(raw).not.toContain('Helvetica');
    expect(raw.match(/\/FontFile2/g)?.length).toBe(3);
  });

  test('names nobody in its metadata, which stand uncompressed', async () => {
    const raw = (await make()).toString('utf8');
    expect(raw).not.toMatch(/DUVAL|ŁUKASIEWICZ|248063523800730|ABCDEFGH/);
  });
});

test('A name in a register that turns the reading around or holds control signs shows its letters only', async () => {
  const name = 'Jeanne\u202EEVAL\u0007\nDUVAL';
  const text = await lines(letterPdf(content, { language: 'fr', to: { ...to, name }, at }));
  expect(text).toContain('Jeanne EVAL  DUVAL');
});
