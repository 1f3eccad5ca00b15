import { expect, test } from 'vitest';
import { dayOf, isOfAge, monthAfter } from './calendar.ts';

test.each([
  ['2026-03-02', '2026-04-02'],
  ['2026-01-28', '2026-02-28'],
  ['2026-01-29', '2026-02-28'],
  ['2026-01-30', '2026-02-28'],
  ['2026-01-31', '2026-02-28'],
  ['2028-01-31', '2028-02-29'],
  ['2026-02-28', '2026-03-28'],
  ['2026-03-31', '2026-04-30'],
  ['2026-12-31', '2027-01-31'],
  ['2026-11-30', '2026-12-30'],
])('A month after %s is %s', (day, later) => {
  expect(monthAfter(day)).toBe(later);
});

test.each([
  ['in winter, an hour before midnight in UTC', '2026-01-14T23:00:00Z', '2026-01-15'],
  ['in winter, a second before that', '2026-01-14T22:59:59Z', '2026-01-14'],
  ['in summer, two hours before', '2026-07-14T22:00:00Z', '2026-07-15'],
  ['in summer, a second before that', '2026-07-14T21:59:59Z', '2026-07-14'],
  ['in the night when the clocks go forward', '2026-03-28T23:00:00Z', '2026-03-29'],
  ['in the night when the clocks go back', '2026-10-24T22:00:00Z', '2026-10-25'],
  ['and at the end of that day', '2026-10-25T22:59:59Z', '2026-10-25'],
])('A day begins at midnight in Paris: %s', (_, at, day) => {
  expect(dayOf(new Date(at))).toBe(day);
});

test.each([
  ['the last second of being a minor', '2008-06-14', '2026-06-13T21:59:59Z', false],
  ['midnight of the birthday in Paris', '2008-06-14', '2026-06-13T22:00:00Z', true],
  ['born on 29 February, on the 28th', '2008-02-29', '2026-02-28T12:00:00Z', false],
  ['born on 29 February, on 1 March', '2008-02-29', '2026-02-28T23:00:00Z', true],
  ['born in the century before', '1948-06-14', '2026-01-01T00:00:00Z', true],
  ['a day that the register does not know (INS)', '2008-06-00', '2026-06-01T00:00:00Z', true],
])('Majority, %s', (_, birthDate, at, ofAge) => {
  expect(isOfAge(birthDate, new Date(at))).toBe(ofAge);
});
