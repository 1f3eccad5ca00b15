import { createHash } from 'node:crypto';
import { findAccountById } from '../auth/accounts.ts';
import { derivedId } from '../derived-id.ts';
import { Problem, problem } from '../errors.ts';
import { archiveOf } from './archive.ts';
import type { ExportParts } from './parts.ts';

/** Bytes of a row: what a copy of the gateway holds at a time. */
const chunkSize = 1024 * 1024;
const largest = 2 * 1024 * 1024 * 1024;
/** Milliseconds. Well before the queue takes a job for dead and gives it to another copy of the gateway. */
const longest = 25 * 60_000;

/**
 * Makes one copy, from its beginning, whatever became of an earlier try. Whether its owner may still see each thing is decided anew.
 * @param id of the export; what has been deleted or is ready is left alone
 */
export async function makeExport(parts: ExportParts, id: string): Promise<void> {
  const { database } = parts;
  const row = await database
    .updateTable('export')
    .set({ state: 'running', done: 0 })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returningAll()
    .executeTakeFirst();
  const account = row && (await findAccountById(database, row.account));
  if (!row || !account) return;
  await database.deleteFrom('export_chunk').where('export', '=', id).execute();
  const caller = {
    ...({ kind: 'patient', account: account.id, person: account.patient, patient: row.patient } as const),
    ...{ session: 'export', name: account.name },
  };
  try {
    const { bytes, held } = await archiveOf(parts, { caller, request: id }, account.language, progressOf(parts, id));
    const made = await keep(parts, id, bytes);
    const whole = row.patient === account.patient ? made : { ...made, held: JSON.stringify(held) };
    if (!(await finish(parts, id, whole))) return void (await discard(parts, id));
    const ready = { id: derivedId('export-ready', id) };
    // The page of the space that it is a copy of: another space's page does not list it.
    const space = row.patient === account.patient ? '' : `/p/${row.patient}`;
    const address = `${parts.publicUrl}${space}/settings/export`;
    await parts.tellPerson({ account: account.id }, 'export-ready', { address }, ready);
  } catch (error) {
    // What was refused will be refused again; all else is tried again by the queue.
    if (!(error instanceof Problem)) throw error;
    await fail(parts, id);
  }
}

const progressOf =
  ({ database }: ExportParts, id: string) =>
  async (done: number, total: number): Promise<void> => {
    await database.updateTable('export').set({ done, total }).where('id', '=', id).execute();
  };

async function keep({ database, most = largest }: ExportParts, id: string, bytes: AsyncIterable<Buffer>) {
  const hash = createHash('sha256');
  const ends = performance.now() + longest;
  let size = 0;
  let n = 0;
  let held: Buffer[] = [];
  let heldSize = 0;
  const put = async (): Promise<void> => {
    if (heldSize === 0) return;
    await database
      .insertInto('export_chunk')
      .values({ export: id, n, bytes: Buffer.concat(held) })
      .execute();
    [n, held, heldSize] = [n + 1, [], 0];
  };
  for await (const piece of bytes) {
    hash.update(piece);
    size += piece.length;
    if (size > most || performance.now() > ends) throw problem('export-gone');
    held.push(piece);
    heldSize += piece.length;
    if (heldSize >= chunkSize) await put();
  }
  await put();
  return { size, digest: hash.digest('hex') };
}

/**
 * @param made with what it holds, as JSON, of a child's space
 * @returns false when it was removed while it was made
 */
async function finish(
  { database, clock }: ExportParts,
  id: string,
  made: { size: number; digest: string; held?: string },
): Promise<boolean> {
  const ready = await database
    .updateTable('export')
    .set((of) => ({ ...made, state: 'ready', ended_at: clock(), done: of.ref('total') }))
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  return ready !== undefined;
}

/** What was removed meanwhile stays removed. */
async function fail(parts: ExportParts, id: string): Promise<void> {
  await parts.database
    .updateTable('export')
    .set({ state: 'failed', ended_at: parts.clock() })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
  await discard(parts, id);
}

async function discard({ database }: ExportParts, id: string): Promise<void> {
  await database.deleteFrom('export_chunk').where('export', '=', id).execute();
}
