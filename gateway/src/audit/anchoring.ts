import type { Database } from '../database/connect.ts';
import type { Anchor, Anchors } from './anchors.ts';

export interface AnchoringParts {
  database: Database;
  anchors: Anchors;
  clock: () => Date;
  /** Milliseconds between two turns: what is cut off the chain within that time is not seen. */
  every: number;
  /** Told of a turn that failed, and of a chain that is no longer as it was anchored. No health data. */
  report: (fault: Error) => void;
}

/** What is wrong when the chain in the database is not the one that was anchored. */
export class ChainDiffers extends Error {
  override readonly name = 'ChainDiffers';
}

/** Writes how far the chain reaches outside the database, now, again and again, and at the end; any number of copies may. */
export function startAnchoring(parts: AnchoringParts): { stop: () => Promise<void> } {
  let last: Anchor | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const turn = async (): Promise<void> => {
    last ??= (await parts.anchors.all()).anchors.at(-1);
    await compare(parts.database, last);
    last = await anchorHead(parts, last);
  };
  const run = (): Promise<void> =>
    turn()
      .catch(parts.report)
      .finally(() => {
        if (!ended) timer = setTimeout(() => void (running = run()), parts.every);
      });
  let running = run();
  return {
    stop: async () => {
      ended = true;
      clearTimeout(timer);
      await running;
      await run();
    },
  };
}

/** @throws ChainDiffers when the line of the last anchor is not there, or is another. */
async function compare(database: Database, last: Anchor | undefined): Promise<void> {
  if (!last) return;
  const row = await database
    .selectFrom('audit_line')
    .select('hash')
    .where('seq', '=', String(last.seq))
    .executeTakeFirst();
  if (row?.hash !== last.hash) throw new ChainDiffers(`the audit chain is not as anchored at line ${last.seq}`);
}

async function anchorHead(
  { database, anchors, clock }: AnchoringParts,
  last: Anchor | undefined,
): Promise<Anchor | undefined> {
  const head = await database.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
  const anchor = { seq: BigInt(head.seq), hash: head.hash, at: clock().toISOString() };
  if (anchor.seq <= (last?.seq ?? 0n)) return last;
  await anchors.add(anchor);
  return anchor;
}
