import { describe, expect, it } from 'vitest';
import { fr } from '../texts/fr.ts';
import { dateError, isBefore, noDate, partialDate, typedDate } from './partial-date.ts';

const typed = (year: string, month = '', day = '') => ({ year, month, day });

describe('a date of which only the year may be known (D)', () => {
  it.each(['2021', '2021-05', '2021-05-07'])('%s survives the boxes', (date) => {
    expect(partialDate(typedDate(date))).toBe(date);
  });

  it('may be left out, unless it is needed', () => {
    expect(dateError(noDate, fr)).toBeUndefined();
    expect(dateError(noDate, fr, { required: true })).toBe(fr.form.dateYearMissing);
    expect(dateError(typed('', '5'), fr)).toBe(fr.form.dateYearMissing);
  });

  it('must exist', () => {
    expect(dateError(typed('2024', '2', '29'), fr)).toBeUndefined();
    expect(dateError(typed('2023', '2', '29'), fr)).toBe(fr.form.dateImpossible);
    expect(dateError(typed('21'), fr)).toBe(fr.form.dateImpossible);
    expect(dateError(typed('2021', '', '7'), fr)).toBe(fr.form.monthMissing);
  });

  it('is in the future only when that is sure', () => {
    const latest = '2026-11-21';
    expect(dateError(typed('2026'), fr, { latest })).toBeUndefined();
    expect(dateError(typed('2026', '11', '21'), fr, { latest })).toBeUndefined();
    expect(dateError(typed('2026', '12'), fr, { latest })).toBe(fr.form.dateFuture);
  });

  it('is before another only when that is sure', () => {
    expect(isBefore('2019', '2019-06')).toBe(false);
    expect(isBefore('2019-05', '2019-06-01')).toBe(true);
    expect(isBefore(undefined, '2019')).toBe(false);
  });
});
