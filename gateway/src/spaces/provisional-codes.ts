import { randomInt, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { keyed, minutesAfter, readTicket } from '../auth/one-time.ts';

/** A1: 12 letters and digits; what looks like something else (0 O, 1 I L) is left out. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const length = 12;
/** How long a code is valid. */
export const validDays = 45;
/** Codes of a person that are good at the same time: who asks for new ones does not void the letter on its way. */
const liveCodes = 3;
/** Minutes for which who came with a code has it for themselves. */
export const claimMinutes = 30;

interface CodeParts {
  database: Kysely<Tables>;
  secret: Buffer;
  clock: () => Date;
}

const hashOf = (secret: Buffer, ins: string, code: string): string =>
  keyed(secret, 'provisional', ins, code.toUpperCase());

/** Makes a provisional code for a person; of those before, the two that end last stay good. `database` may be a transaction. */
export async function issueProvisionalCode({ database, secret, clock }: CodeParts, ins: string): Promise<string> {
  const code = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  const now = clock();
  await database
    .insertInto('one_time')
    .values({
      ...{ id: randomUUID(), purpose: 'provisional', subject: ins, hash: hashOf(secret, ins, code), used_at: null },
      expires_at: minutesAfter(now, validDays * 24 * 60),
    })
    .execute();
  await database
    .deleteFrom('one_time')
    .where('id', 'in', (of) =>
      of
        .selectFrom('one_time')
        .select('id')
        .where('purpose', '=', 'provisional')
        .where('subject', '=', ins)
        .where('used_at', 'is', null)
        .orderBy('expires_at', 'desc')
        .offset(liveCodes),
    )
    .execute();
  return code;
}

/**
 * Takes a code in hand: of all who bring it at the same time, one. A walk that breaks off gives it back after `claimMinutes`, or at once
 * to who brings the opening (`own`) that it was taken for.
 * @returns `wrong` when it is not this person's or no longer good, `taken` when somebody has it in hand.
 */
export async function claimCode(
  { database, secret, clock }: CodeParts,
  { ins, code, own }: { ins: string; code: string; own?: string | undefined },
): Promise<'claimed' | 'taken' | 'wrong'> {
  const now = clock();
  const codes = { ins, hash: hashOf(secret, ins, code), now };
  return database.transaction().execute(async (transaction) => {
    if (!(await live(transaction, codes).executeTakeFirst())) return 'wrong';
    if (await claimed(transaction, codes, false)) return 'claimed';
    const again = (await gaveUp(transaction, ins, own)) && (await claimed(transaction, codes, true));
    return again ? 'claimed' : 'taken';
  });
}

interface Sought {
  ins: string;
  hash: string;
  now: Date;
}

const live = (database: Kysely<Tables>, { ins, hash, now }: Sought) =>
  database
    .selectFrom('one_time')
    .select('id')
    .where('purpose', '=', 'provisional')
    .where('subject', '=', ins)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now);

/** One statement is the decision: no request sees the code free once another has taken it. */
async function claimed(database: Kysely<Tables>, sought: Sought, freed: boolean): Promise<boolean> {
  const { now } = sought;
  const row = await database
    .updateTable('one_time')
    .set({ claimed_until: minutesAfter(now, claimMinutes) })
    .where('id', 'in', live(database, sought))
    .where('used_at', 'is', null)
    .where((of) => of.or([of.lit(freed), of('claimed_until', 'is', null), of('claimed_until', '<=', now)]))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The opening that this browser held is over; it can be given up once. */
async function gaveUp(database: Kysely<Tables>, ins: string, own: string | undefined): Promise<boolean> {
  const ticket = own ? readTicket(own) : undefined;
  if (!ticket) return false;
  const row = await database
    .deleteFrom('one_time')
    .where('id', '=', ticket.id)
    .where('hash', '=', ticket.hash)
    .where('purpose', '=', 'opening')
    .where('subject', '=', ins)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
