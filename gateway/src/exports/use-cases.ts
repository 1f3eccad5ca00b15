import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { PatientRecord } from '../access/record.ts';
import type { ExportLine } from '../client/exports.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import type { QueueRules } from '../jobs/jobs.ts';
import { expiryOf, keptDays, type Asking, type ExportParts } from './parts.ts';
import { makeExport } from './work.ts';

type Row = Selectable<Tables['export']>;

const queue = 'exports';
const rules: QueueRules = { mayRun: 30 * 60 };
const mostADay = 3;
const day = 24 * 3600 * 1000;

/** Makes the copies that are asked for, on this copy of the gateway among others. */
export const startExports = (parts: ExportParts): Promise<void> =>
  parts.jobs.work<{ id: string }>(queue, ({ id }) => makeExport(parts, id), rules);

/** Whether the caller may see this space at all. @throws Problem `access-refused` */
const enterSpace = <O = void>(
  { enter }: ExportParts,
  { caller, request }: Asking,
  patient = caller.patient,
  use?: (record: PatientRecord) => Promise<O>,
): Promise<O | undefined> =>
  enter(
    { caller: { ...caller, patient }, action: 'identity.read', patient, target: `Patient/${patient}`, request },
    async (record) => {
      await record.read('Patient', patient);
      return use?.(record);
    },
  );

/** @throws Problem `access-refused`, `export-running`, `export-limit` */
export async function askExport(parts: ExportParts, asking: Asking): Promise<{ id: string }> {
  await enterSpace(parts, asking);
  const { account, patient } = asking.caller;
  const at = parts.clock();
  const id = randomUUID();
  await parts.database.transaction().execute(async (transaction) => {
    const row = { id, account, patient, state: 'waiting' as const, at };
    const made = await transaction
      .insertInto('export')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['account', 'patient']).where('state', 'in', ['waiting', 'running']).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (!made) throw problem('export-running');
    const { count } = await transaction
      .selectFrom('export')
      .select((of) => of.fn.countAll<string>().as('count'))
      .where('account', '=', account)
      .where('patient', '=', patient)
      .where('at', '>', new Date(at.getTime() - day))
      .executeTakeFirstOrThrow();
    if (Number(count) > mostADay) throw problem('export-limit');
    await parts.jobs.add(queue, { id }, { id, within: transaction });
  });
  return { id };
}

const lineOf = ({ id, state, done, total, size, digest, at }: Row): ExportLine => ({
  ...{ id, state: state === 'removed' ? 'failed' : state, done, total, at: at.toISOString() },
  ...(size === null ? {} : { size: Number(size) }),
  ...(digest === null ? {} : { digest }),
  until: expiryOf(at).toISOString(),
});

/** The caller's own, that are still there. */
const own = ({ database, clock }: ExportParts, { caller }: Asking) =>
  database
    .selectFrom('export')
    .selectAll()
    .where('account', '=', caller.account)
    .where('state', '!=', 'removed')
    .where('at', '>', new Date(clock().getTime() - keptDays * day));

/** Copies of the space that the request is for. @throws Problem `access-refused` */
export async function listExports(parts: ExportParts, asking: Asking): Promise<ExportLine[]> {
  await enterSpace(parts, asking);
  const rows = await own(parts, asking).where('patient', '=', asking.caller.patient).orderBy('at', 'desc').execute();
  return rows.map(lineOf);
}

/** One of them, which tells what its space holds: the space is entered once more. @throws Problem `resource-not-found` for another's as for none, `access-refused` */
async function ownSeen(parts: ExportParts, asking: Asking, id: string): Promise<Row> {
  const row = await ownOne(parts, asking, id);
  await enterSpace(parts, asking, row.patient);
  return row;
}

/** @throws Problem `resource-not-found` for another's as for none */
async function ownOne(parts: ExportParts, asking: Asking, id: string): Promise<Row> {
  const row = await own(parts, asking).where('id', '=', id).executeTakeFirst();
  if (!row) throw problem('resource-not-found');
  return row;
}

/** How far it is. @throws Problem as `ownSeen` */
export const readExport = async (parts: ExportParts, asking: Asking, id: string): Promise<ExportLine> =>
  lineOf(await ownSeen(parts, asking, id));

/** One of them that may be given out: of a child's space (C4), one that holds nothing that was hidden since. What was deleted since is not told from that. */
async function ownWhole(parts: ExportParts, asking: Asking, id: string): Promise<Row> {
  const row = await ownOne(parts, asking, id);
  const isOwn = row.patient === asking.caller.person;
  const isWhole = await enterSpace(parts, asking, row.patient, async (record) => isOwn || isSeen(record, row));
  if (row.state === 'ready' && !isWhole) await drop(parts, id, 'failed');
  if (row.state !== 'ready' || !isWhole) throw problem('export-gone');
  return row;
}

async function isSeen(record: PatientRecord, { held }: Row): Promise<boolean> {
  if (held === null) return false;
  const places = JSON.parse(held) as string[];
  const seen = await record.sight.items(places);
  return places.every((place) => seen.has(place));
}

/** That it can be fetched now. @throws Problem as `exportFile` */
export const readyExport = async (parts: ExportParts, asking: Asking, id: string): Promise<ExportLine> =>
  lineOf(await ownWhole(parts, asking, id));

/**
 * The file, row after row: who may no longer see a child's record, or something in it, does not fetch an old copy of it.
 * @throws Problem `resource-not-found`, `export-gone`, `access-refused`
 */
export async function exportFile(parts: ExportParts, asking: Asking, id: string) {
  const row = await ownWhole(parts, asking, id);
  return { size: Number(row.size), at: row.at, bytes: chunks(parts, id) };
}

async function* chunks({ database }: ExportParts, id: string): AsyncGenerator<Buffer> {
  for (let n = 0; ; n += 1) {
    const row = await database
      .selectFrom('export_chunk')
      .select('bytes')
      .where('export', '=', id)
      .where('n', '=', n)
      .executeTakeFirst();
    if (!row) return;
    yield row.bytes;
  }
}

/** Also of a space that one is no longer let into: it tells nothing. @throws Problem `resource-not-found` */
export async function removeExport(parts: ExportParts, asking: Asking, id: string): Promise<void> {
  await ownOne(parts, asking, id);
  await drop(parts, id, 'removed');
}

/** The row stays for a day's count. */
const drop = ({ database }: ExportParts, id: string, state: 'removed' | 'failed'): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    await transaction.updateTable('export').set({ state }).where('id', '=', id).execute();
    await transaction.deleteFrom('export_chunk').where('export', '=', id).execute();
  });
