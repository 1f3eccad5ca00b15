import { describe, expect, test } from 'vitest';
import { biologyReport, dischargeLetter, vaccinationNote, type CdaHeader } from './index.ts';

const header: Omit<CdaHeader, 'code' | 'title'> = {
  id: '2.25.11',
  effectiveTime: '20260517093000+0200',
  patient: {
    matricule: '279035121518989',
    authority: '1.2.250.1.213.1.4.10',
    birthName: 'PAT-TROIS <script>',
    givenName: 'Ann\'e & "Jo"',
    gender: 'female',
    birthTime: '19790328',
    birthPlace: '51215',
  },
  author: { idnps: '899700100011', familyName: 'FONTAINE', givenName: 'Claire', specialty: 'G15_10/SM54' },
  organization: { finess: '990000138', name: 'Centre hospitalier de Valmont' },
};
const vaccine = {
  id: '2.25.12',
  date: '20251021',
  atc: 'J07BB',
  name: 'Vaxigrip',
  batch: 'GRP25-118',
  kind: 'BOOSTER',
  rank: 2,
} as const;

/** Opening and closing tags pair up: enough to see a template that is broken. */
function isBalanced(document: string): boolean {
  const open: string[] = [];
  for (const [, close, name = '', self] of document.matchAll(/<(\/?)([A-Za-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return false;
    } else if (!self) open.push(name);
  }
  return open.length === 0;
}

describe('the CDA documents of our own', () => {
  const pdf = btoa('%PDF-1.4 '.repeat(20));
  const documents = {
    biology: biologyReport(header, pdf),
    letter: dischargeLetter(header, btoa('Bonjour')),
    vaccination: vaccinationNote(header, [vaccine]),
  };

  test.each(Object.entries(documents))('%s is well formed, whatever the names are', (_name, document) => {
    expect(isBalanced(document)).toBe(true);
    expect(document).not.toContain('<script>');
    expect(document).toContain('extension="279035121518989"');
  });

  test('the PDF of the report comes out as it went in', () => {
    const [, base64 = ''] = /representation="B64">([^<]*)</.exec(documents.biology) ?? [];
    expect(base64.replace(/\s/g, '')).toBe(pdf);
  });

  test('the vaccination has its code, batch, kind and rank as an entry', () => {
    for (const part of ['code="J07BB"', 'GRP25-118', 'code="BOOSTER"', 'xsi:type="INT" value="2"'])
      expect(documents.vaccination).toContain(part);
  });
});
