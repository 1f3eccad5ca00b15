import { describe, expect, it } from 'vitest';
import { cell, placeOf } from './names.ts';

const place = (name: string, category = 'report', taken = new Set<string>()) =>
  placeOf({ category, name, contentType: 'application/pdf' }, taken);

describe('A file in a copy', () => {
  it.each([
    ['../../etc/passwd', 'files/report/etc passwd.pdf'],
    ['..', 'files/report/document.pdf'],
    ['/etc/passwd', 'files/report/etc passwd.pdf'],
    ['C:\\Windows\\system.ini', 'files/report/C Windows system.ini.pdf'],
    ['a\u202Efdp.exe', 'files/report/a fdp.exe.pdf'],
    ['CON', 'files/report/document CON.pdf'],
    ['\u0000', 'files/report/document.pdf'],
    ['Bilan d’été.', 'files/report/Bilan d’été.pdf'],
    ['x'.repeat(500), `files/report/${'x'.repeat(80)}.pdf`],
  ])('named %j lies at %s', (name, expected) => expect(place(name)).toBe(expected));

  it('has a place at once, were its name a megabyte of dots', () => {
    const begun = performance.now();
    expect(place(`a${'.'.repeat(1_000_000)}b`)).toBe('files/report/a.pdf');
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('stays inside whatever its category is called', () => {
    expect(place('a', '../../up')).toBe('files/up/a.pdf');
  });

  it('has a place of its own, in capitals or not', () => {
    const taken = new Set<string>();
    const places = ['Bilan', 'bilan', 'BILAN'].map((name) => place(name, 'report', taken));
    expect(places).toEqual(['files/report/Bilan.pdf', 'files/report/bilan (2).pdf', 'files/report/BILAN (3).pdf']);
  });
});

describe('A cell of a table', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1'])('never begins a formula: %j', (text) => {
    expect(cell(text)).toBe(`"'${text}"`);
  });
  it('keeps quotes and words as they are', () => expect(cell('Dr "K", a=b')).toBe('"Dr ""K"", a=b"'));
});
