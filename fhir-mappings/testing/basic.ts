import fc from 'fast-check';
import { isDay, type Author, type PartialDate, type Recorded } from '../src/index.ts';

const UNFIT = /[\u0000-\u001F\u007F]/;

/** A line of text of at most `limit` characters, in any script, accents and emoji included. */
export const lineOfText = (limit: number, refused: RegExp = UNFIT): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(limit, 60) })
    .map((text) => [...text.trim()].slice(0, limit).join('').trim())
    .filter((text) => text !== '' && !UNFIT.test(text) && !refused.test(text) && text.isWellFormed());

/** One or more lines. */
export const linesOfText = (limit: number): fc.Arbitrary<string> =>
  fc.array(lineOfText(Math.min(limit, 40)), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));

export const fhirId: fc.Arbitrary<string> = fc.stringMatching(/^[A-Za-z0-9\-.]{1,64}$/);

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A real day between 1900 and 2099. */
export const day: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1900, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, month, date]) => `${year}-${twoDigits(month)}-${twoDigits(date)}`)
  .filter(isDay);

export const partialDate: fc.Arbitrary<PartialDate> = fc
  .tuple(day, fc.constantFrom(4, 7, 10))
  .map(([date, length]) => date.slice(0, length));

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.constantFrom('Z', '+02:00', '-03:00'))
  .map(([hour, minute, zone]) => `T${twoDigits(hour)}:${twoDigits(minute)}:00${zone}`);

export const instant: fc.Arbitrary<string> = fc.tuple(day, clock).map(([date, time]) => date + time);
export const dayOrInstant: fc.Arbitrary<string> = fc.oneof(day, instant);

export const rpps: fc.Arbitrary<string> = fc.stringMatching(/^1[0-9]{10}$/);
export const finess: fc.Arbitrary<string> = fc.stringMatching(/^[0-9]{9}$/);

export const author: fc.Arbitrary<Author> = fc.oneof(
  fc.constant<Author>({ kind: 'patient' }),
  fc.record({ kind: fc.constant('representative' as const), person: fhirId, name: lineOfText(60) }),
  fc.record({ kind: fc.constant('professional' as const), rpps, name: lineOfText(60) }),
  fc.record({ kind: fc.constant('organization' as const), finess, name: lineOfText(60) }),
  fc.record({ kind: fc.constant('other' as const), name: lineOfText(60) }),
  fc.constant<Author>({ kind: 'other' }),
);

export const linkedIds = fc.uniqueArray(fhirId, { minLength: 1, maxLength: 4 });

/** An entry with a patient and an author. */
export const recorded = <E>(entry: fc.Arbitrary<E>): fc.Arbitrary<Recorded<E>> =>
  fc.record({ patient: fhirId, author, entry });
