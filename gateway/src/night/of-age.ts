import { sql } from 'kysely';
import { dayOf } from '../calendar.ts';

/** The eighteenth birthday of a row of `insured`, as `isOfAge` counts it: in text, so that who was born on 29 February is of age on 1 March. */
export const eighteenth = sql<string>`lpad((left(insured.birth_date, 4)::int + 18)::text, 4, '0') || substr(insured.birth_date, 5)`;

/** The latest day of birth (`YYYY-MM-DD`) of those who are of age at a moment. */
export function latestBirthOfAge(at: Date): string {
  const [year = '', ...rest] = dayOf(at).split('-');
  return [String(Number(year) - 18).padStart(4, '0'), ...rest].join('-');
}
