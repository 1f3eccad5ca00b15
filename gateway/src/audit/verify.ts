import type { Database } from '../database/connect.ts';
import { link } from './ledger.ts';

/** What the check of the chain found: how many lines hold, and where it breaks first. */
export interface Verification {
  lines: number;
  broken?: { seq: string; why: 'changed' | 'missing' | 'end-missing' };
}

/** Reads the whole trail and follows the chain; needs the key that the lines were written with. */
export async function verifyTrail(database: Database, key: Buffer): Promise<Verification> {
  let before = { seq: 0n, hash: '' };
  for (;;) {
    const rows = await database
      .selectFrom('audit_line')
      .selectAll()
      .where('seq', '>', String(before.seq))
      .orderBy('seq')
      .limit(2_000)
      .execute();
    for (const row of rows) {
      const lines = Number(before.seq);
      if (BigInt(row.seq) !== before.seq + 1n)
        return { lines, broken: { seq: String(before.seq + 1n), why: 'missing' } };
      const expected = link(key, before, row.line);
      if (expected.hash !== row.hash) return { lines, broken: { seq: row.seq, why: 'changed' } };
      before = expected;
    }
    if (rows.length === 0) break;
  }
  const head = await database.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
  const lines = Number(before.seq);
  return BigInt(head.seq) === before.seq && head.hash === before.hash
    ? { lines }
    : { lines, broken: { seq: String(before.seq + 1n), why: 'end-missing' } };
}
