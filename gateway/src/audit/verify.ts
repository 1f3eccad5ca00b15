import type { Database } from '../database/connect.ts';
import type { Anchor } from './anchors.ts';
import { link } from './ledger.ts';

/** What the check of the chain found: how many lines hold, and where it breaks first. */
export interface Verification {
  lines: number;
  /** The last line that holds. */
  end: Pick<Anchor, 'seq' | 'hash'>;
  /** `shorter` and `other`: than anchored outside the database. */
  broken?: { seq: string; why: 'changed' | 'missing' | 'end-missing' | 'shorter-than-anchor' | 'other-than-anchor' };
}

/**
 * Reads the whole trail and follows the chain; needs the key that the lines were written with.
 * @param anchors in the order of the chain: it must reach each of them and be the same there
 */
export async function verifyTrail(database: Database, key: Buffer, anchors: Anchor[] = []): Promise<Verification> {
  let end = { seq: 0n, hash: '' };
  let next = 0;
  const broken = (why: NonNullable<Verification['broken']>['why'], seq = end.seq + 1n): Verification => ({
    ...{ lines: Number(end.seq), end },
    broken: { seq: String(seq), why },
  });
  for (;;) {
    const rows = await linesAfter(database, end.seq);
    for (const row of rows) {
      if (BigInt(row.seq) !== end.seq + 1n) return broken('missing');
      const { seq, hash } = link(key, end, row.line);
      if (hash !== row.hash) return broken('changed');
      for (; anchors[next]?.seq === seq; next += 1)
        if (anchors[next]?.hash !== hash) return broken('other-than-anchor');
      end = { seq, hash };
    }
    // Lines come while this reads: the end is where the head is and no line follows.
    if (rows.length > 0) continue;
    const head = await database.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
    if (BigInt(head.seq) > end.seq && (await linesAfter(database, end.seq)).length > 0) continue;
    if (BigInt(head.seq) !== end.seq || head.hash !== end.hash) return broken('end-missing');
    return next < anchors.length ? broken('shorter-than-anchor') : { lines: Number(end.seq), end };
  }
}

const linesAfter = (database: Database, seq: bigint) =>
  database.selectFrom('audit_line').selectAll().where('seq', '>', String(seq)).orderBy('seq').limit(2_000).execute();
