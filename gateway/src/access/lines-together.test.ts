import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorising, doctor, makeRules } from '../../testing/make-facts.ts';
import { openTrail, type Trail } from '../../testing/trail.ts';
import { Ledger } from '../audit/ledger.ts';
import { verifyTrail } from '../audit/verify.ts';
import { FactsSource } from './facts.ts';
import { Guard, type Attempt } from './guard.ts';
import { readMatrix, shippedMatrix } from './matrix.ts';

const key = Buffer.alloc(32, 7);
const rules = makeRules(authorising(doctor));
const clock = () => new Date();
let trail: Trail;
beforeAll(async () => {
  trail = await openTrail();
});
afterAll(() => trail.close());
beforeEach(() => trail.restart(rules));

const reading = (request: string): Attempt => ({
  caller: doctor,
  action: 'disease.search',
  patient: 'anna',
  target: 'Condition',
  request,
});

/** Has requests read side by side: none of them ends before the last has begun. @returns how each of them ended */
async function sideBySide(requests: string[]) {
  const facts = new FactsSource(trail.database, async () => rules, clock);
  const ledger = new Ledger(trail.database, key);
  const guard = new Guard({ facts, ledger, matrix: readMatrix(shippedMatrix), clock });
  const allHaveBegun = Promise.withResolvers<void>();
  let begun = 0;
  const read = async (request: string): Promise<string> => {
    begun += 1;
    if (begun === requests.length) allHaveBegun.resolve();
    await allHaveBegun.promise;
    if (request === 'fails') throw new Error('boom');
    return request;
  };
  return Promise.allSettled(requests.map((request) => guard.perform(reading(request), () => read(request))));
}

/** The outcomes that each transaction wrote: PostgreSQL notes in every row which one it was (`xmin`). */
async function outcomesByTransaction(): Promise<string[][]> {
  const { rows } = await sql<{ outcomes: string[] }>`
    select array_agg(line::json->>'outcome' order by line::json->>'outcome') as outcomes
    from audit_line group by xmin::text order by min(seq)`.execute(trail.database);
  return rows.map(({ outcomes }) => outcomes);
}

test('Eight requests that run side by side have their lines written in one transaction, one that fails among them', async () => {
  const ended = await sideBySide(['fails', ...Array.from({ length: 7 }, (_, index) => `r${index}`)]);
  expect(ended.map(({ status }) => status)).toEqual(['rejected', ...Array<string>(7).fill('fulfilled')]);
  expect(await outcomesByTransaction()).toEqual([['failed', ...Array<string>(7).fill('success')]]);
  expect(await verifyTrail(trail.database, key)).toMatchObject({ lines: 8 });
});

test('Requests that run one after the other each have a transaction of their own', async () => {
  for (const request of ['r0', 'r1', 'r2']) await sideBySide([request]);
  expect(await outcomesByTransaction()).toEqual([['success'], ['success'], ['success']]);
});
