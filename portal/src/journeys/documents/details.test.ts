import { describe, expect, it } from 'vitest';
import { fr } from '../../texts/fr.ts';
import { checkDetails, detailsOf, fileError, nameFrom, typedOf } from './details.ts';

const typed = { name: 'Bilan', date: '2026-01-05', category: 'biology', visibility: 'visible' } as const;
const file = (name: string, size: number) => Object.defineProperty(new File([], name), 'size', { value: size });

describe('a document to deposit (E1, E2)', () => {
  it('needs name, date, category and who may see it', () => {
    const empty = { name: ' ', date: '', category: '', visibility: '' } as const;
    expect(Object.keys(checkDetails(empty, fr, '2026-11-21'))).toEqual(['name', 'date', 'category', 'visibility']);
    expect(checkDetails(typed, fr, '2026-11-21')).toEqual({});
  });

  it.each([...'@->?/[*#]%~+€$!='])('names the refused character %s', (sign) => {
    const errors = checkDetails({ ...typed, name: `Bilan ${sign}` }, fr, '2026-11-21');
    expect(errors).toEqual({ name: fr.documents.nameSigns(sign) });
  });

  it('has a name of 50 characters at most', () => {
    expect(checkDetails({ ...typed, name: 'x'.repeat(50) }, fr, '2026-11-21')).toEqual({});
    expect(checkDetails({ ...typed, name: 'x'.repeat(51) }, fr, '2026-11-21')).toEqual({ name: fr.form.tooLong(50) });
  });

  it('takes the kinds of file that the service takes, up to 5 MB', () => {
    expect(fileError(file('scan.PDF', 5_000_000), fr.documents)).toBeUndefined();
    expect(fileError(file('scan.pdf', 5_000_001), fr.documents)).toBe(fr.documents.fileLarge);
    expect(fileError(file('scan.html', 10), fr.documents)).toBe(fr.documents.fileType);
    expect(fileError(file('scan.pdf', 0), fr.documents)).toBe(fr.documents.fileEmpty);
  });

  it('suggests a name that will be accepted', () => {
    const name = nameFrom('Bilan_sanguin [2026-01] + suite!.pdf');
    expect(name).toBe('Bilan sanguin 2026 01 suite');
    expect(checkDetails({ ...typed, name }, fr, '2026-11-21')).toEqual({});
  });

  it('comes back from the boxes as it was', () => {
    expect(typedOf(detailsOf(typed))).toEqual(typed);
  });
});
