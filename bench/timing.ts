import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { matriculeOf } from '@passerelle/fhir-mappings';
import { adultCount, people, type Townsperson } from '../demo/people.ts';
import { connect } from '../gateway/src/database/connect.ts';
import { startPostgres } from '../gateway/src/embedded/postgres.ts';
import { startPasserelle } from '../journeys/testing/passerelle.ts';

const pairs = 2_000;

interface Result {
  known: number;
  unknown: number;
}

interface Pair {
  name: string;
  /** Pairs under way at one time: as many as leave the processor free, so that waiting for it is not what is measured. */
  lanes: number;
  known: () => Promise<number>;
  unknown: () => Promise<number>;
}

/** Milliseconds until a request was answered. @throws when it was answered otherwise than expected: then the figures mean nothing */
async function timed(url: string, body: object, expected: number): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(url, {
    method: 'POST',
    // Each request comes from a network of its own: what is measured is the answer, not the limits.
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `2001:db8:${randomBytes(2).toString('hex')}::1` },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer();
  const took = performance.now() - begun;
  if (answer.status !== expected) throw new Error(`${url} answered ${answer.status} instead of ${expected}`);
  return took;
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};

/** Interleaved, each pair in a random order, so that whatever drifts drifts for both. `between`: after each pair. */
async function measured({ lanes, known, unknown }: Pair, between: () => Promise<unknown>): Promise<Result[]> {
  const results: Result[] = [];
  let left = pairs;
  const lane = async (): Promise<void> => {
    while (left-- > 0) {
      const first = Math.random() < 0.5 ? await known() : undefined;
      const other = await unknown();
      results.push({ known: first ?? (await known()), unknown: other });
      await between();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

/** Those of the town who have an account. */
const members = people.slice(0, adultCount - 1);

/** Whether the duration of an answer tells if an identifier or a NIR exists: the mean difference against what noise alone would make of it. */
export async function benchTiming(say: (line: string) => void): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-timing-'));
  const postgres = await startPostgres({ dataDir });
  const database = connect(postgres.url, 2);
  const passerelle = await startPasserelle({ demo: true, env: { PROXIES: '1', DATABASE_URL: postgres.url } });
  // Nobody is to wait for tries that belong to the measurement. One lane at a time forgets them, lest two wait for each other.
  let forgotten: Promise<unknown> = Promise.resolve();
  const forgetTries = () => (forgotten = forgotten.then(() => database.deleteFrom('throttle').execute()));
  try {
    for (const pair of asked(passerelle.url)) report(say, pair.name, await measured(pair, forgetTries));
  } finally {
    await passerelle.remove();
    await database.destroy();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Card = Pick<Townsperson, 'ins' | 'serial' | 'card'>;

/** A NIR whose key is right, and which is in no register. */
function stranger(): Card {
  const digits = (count: number): string => String(randomInt(10 ** (count - 1), 10 ** count));
  return { ins: matriculeOf(`2${digits(2)}0475114${digits(3)}`), serial: digits(11), card: 'with-photo' };
}

function asked(url: string): Pair[] {
  const [signIn, recover] = [`${url}/api/session/password`, `${url}/api/recovery/password`];
  let turn = 0;
  const someone = (): string => members[turn++ % members.length]?.identifier ?? '';
  const nobody = (): string => `nobody.${randomBytes(6).toString('hex')}`;
  const wrong = (identifier: string) => timed(signIn, { identifier, password: 'Not-the-one-1' }, 401);
  const forgotten = (identifier: string) => timed(recover, { identifier }, 202);
  const [where, identify] = [`${url}/api/spaces/code-contacts`, `${url}/api/spaces/identification`];
  const insured = (): Card => members[turn++ % members.length] ?? stranger();
  const askWhere = ({ ins, serial }: Card) => timed(where, { nir: ins, serial }, 200);
  const guess = ({ ins, serial, card }: Card) => timed(identify, { code: 'ABCDEFGHJKMN', nir: ins, serial, card }, 422);
  return [
    { name: 'where a code can go', lanes: 24, known: () => askWhere(insured()), unknown: () => askWhere(stranger()) },
    {
      name: 'identification by a guessed code',
      lanes: 24,
      known: () => guess(insured()),
      unknown: () => guess(stranger()),
    },
    { name: 'sign-in with a wrong password', lanes: 8, known: () => wrong(someone()), unknown: () => wrong(nobody()) },
    { name: 'forgotten password', lanes: 8, known: () => forgotten(someone()), unknown: () => forgotten(nobody()) },
  ];
}

function report(say: (line: string) => void, name: string, results: Result[]): void {
  const difference = mean(results.map(({ known, unknown }) => known - unknown));
  const noise = spread(results.map(({ known, unknown }) => known - unknown));
  const error = noise / Math.sqrt(results.length);
  const known = mean(results.map((pair) => pair.known));
  say(`${name}: ${results.length} pairs, known ${known.toFixed(2)} ms, unknown ${(known - difference).toFixed(2)} ms`);
  say(
    `  mean difference ${difference.toFixed(3)} ms; noise of one pair ${noise.toFixed(3)} ms, of the mean ${error.toFixed(3)} ms`,
  );
  say(
    `  ${Math.abs(difference) < 2 * error ? 'within the noise (2 standard errors)' : 'BEYOND the noise of the mean'}`,
  );
}
