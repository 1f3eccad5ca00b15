import { randomInt, randomUUID } from 'node:crypto';
import type { Database } from '../database/connect.ts';
import { keyed, minutesAfter, sameHash } from '../auth/one-time.ts';

/** A1: 12 letters and digits; what looks like something else (0 O, 1 I L) is left out. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const length = 12;
/** How long a code is valid. */
export const validDays = 45;

interface CodeParts {
  database: Database;
  secret: Buffer;
  clock: () => Date;
}

const hashOf = (secret: Buffer, ins: string, code: string): string =>
  keyed(secret, 'provisional', ins, code.toUpperCase());

/** Makes a provisional code for a person, in place of earlier ones. */
export async function issueProvisionalCode({ database, secret, clock }: CodeParts, ins: string): Promise<string> {
  const code = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  await database.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('one_time').where('purpose', '=', 'provisional').where('subject', '=', ins).execute();
    await transaction
      .insertInto('one_time')
      .values({
        ...{ id: randomUUID(), purpose: 'provisional', subject: ins, hash: hashOf(secret, ins, code), used_at: null },
        expires_at: minutesAfter(clock(), validDays * 24 * 60),
      })
      .execute();
  });
  return code;
}

/** Whether a code is this person's and still good. A person without any takes as long. */
export async function isProvisionalCode(
  { database, secret, clock }: CodeParts,
  ins: string,
  code: string,
): Promise<boolean> {
  const row = await database
    .selectFrom('one_time')
    .select('hash')
    .where('purpose', '=', 'provisional')
    .where('subject', '=', ins)
    .where('used_at', 'is', null)
    .where('expires_at', '>', clock())
    .executeTakeFirst();
  return sameHash(row?.hash ?? '', hashOf(secret, ins, code));
}
