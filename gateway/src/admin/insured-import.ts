import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { Outcome } from '../directory/listing.ts';
import type { ImportResult } from './csv.ts';
import { insuredColumns, readInsured, type InsuredRow } from './insured-row.ts';
import { importRows } from './rows-import.ts';

/** 0.1: loads the insured-persons register. What a column holds that the file does not have stays as it is. @throws FileFault */
export function importInsured(database: Database, file: string, now: Date): Promise<ImportResult> {
  const today = now.toISOString().slice(0, 10);
  return importRows<InsuredRow>(file, {
    columns: insuredColumns,
    key: 'ins',
    read: (cells) => readInsured(cells, today),
    keep: async (rows) => {
      const outcomes: Outcome[] = [];
      for (const row of rows) outcomes.push(await keep(database, row));
      return outcomes;
    },
  });
}

const keep = (database: Database, row: InsuredRow): Promise<Outcome> =>
  database.transaction().execute(async (transaction) => {
    const outcome = await put(transaction, row);
    if (outcome === 'updated') await movedOn(transaction, row.ins);
    return outcome;
  });

/** Who may do what in a space follows from its owner's birth date: every copy decides afresh. */
const movedOn = (transaction: Kysely<Tables>, ins: string) =>
  transaction
    .updateTable('space')
    .set((of) => ({ version: of('version', '+', '1') }))
    .where('ins', '=', ins)
    .execute();

async function put(transaction: Kysely<Tables>, { person, columns }: InsuredRow): Promise<Outcome> {
  const listed = (table: 'insured' | 'excluded') => sql.join(columns.map((column) => sql.ref(`${table}.${column}`)));
  const changed = sql<boolean>`(${listed('insured')}) is distinct from (${listed('excluded')})`;
  const said = Object.fromEntries(columns.map((column) => [column, person[column]]));
  const kept = await transaction
    .insertInto('insured')
    .values(person)
    .onConflict((conflict) => conflict.column('ins').doUpdateSet(said).where(changed))
    .returning(sql<boolean>`xmax = 0`.as('fresh'))
    .executeTakeFirst();
  if (!kept) return 'unchanged';
  return kept.fresh ? 'inserted' : 'updated';
}
