import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { DayOrInstant, isDay, isInstant, PartialDate } from './partial-date.ts';

describe('dates as people give them', () => {
  test.each(['1938', '2021-05', '2021-05-17', '2024-02-29', '2000-02-29', '2021-12-31'])('%s is one', (date) => {
    expect(Value.Check(PartialDate, date)).toBe(true);
  });

  test.each([
    '21',
    '2021-13',
    '2021-00',
    '2021-02-29',
    '1900-02-29',
    '2021-04-31',
    '2021-5-7',
    '17/05/2021',
    '05-17',
    '',
  ])('%s is none', (date) => {
    expect(Value.Check(PartialDate, date)).toBe(false);
  });

  test('every day of two centuries is real, and only those', () => {
    for (let time = Date.UTC(1900, 0, 1); time < Date.UTC(2100, 0, 1); time += 86_400_000)
      expect(isDay(new Date(time).toISOString().slice(0, 10))).toBe(true);
    for (const year of [1900, 2023, 2024, 2100])
      for (const day of ['02-30', '06-31', '11-31']) expect(isDay(`${year}-${day}`)).toBe(false);
  });

  test('a time of day needs its zone', () => {
    expect(Value.Check(DayOrInstant, '2021-05-17T08:30:00')).toBe(false);
    expect(isInstant('2021-05-17T08:30:00.123+02:00')).toBe(true);
    expect(isInstant('2021-05-17T24:00:00Z')).toBe(false);
  });
});
