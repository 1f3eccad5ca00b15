import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import type { Outcome } from '../directory/listing.ts';
import type { ImportResult } from './csv.ts';
import { insuredColumns, readInsured, type NewInsured } from './insured-row.ts';
import { importRows } from './rows-import.ts';

/** 0.1: loads the insured-persons register. @throws FileFault */
export function importInsured(database: Database, file: string, now: Date): Promise<ImportResult> {
  const today = now.toISOString().slice(0, 10);
  return importRows<NewInsured>(file, {
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

const keep = (database: Database, row: NewInsured): Promise<Outcome> =>
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

async function put(transaction: Kysely<Tables>, row: NewInsured): Promise<Outcome> {
  const changed = sql<boolean>`(insured.ins_oid, insured.birth_name, insured.first_names, insured.used_name,
    insured.used_first_name, insured.sex, insured.birth_date, insured.birth_place, insured.card, insured.card_serial,
    insured.email, insured.mobile, insured.attached_to, insured.address) is distinct from (excluded.ins_oid, excluded.birth_name,
    excluded.first_names, excluded.used_name, excluded.used_first_name, excluded.sex, excluded.birth_date,
    excluded.birth_place, excluded.card, excluded.card_serial, excluded.email, excluded.mobile, excluded.attached_to,
    excluded.address)`;
  const kept = await transaction
    .insertInto('insured')
    .values(row)
    .onConflict((conflict) => conflict.column('ins').doUpdateSet(row).where(changed))
    .returning(sql<boolean>`xmax = 0`.as('fresh'))
    .executeTakeFirst();
  if (!kept) return 'unchanged';
  return kept.fresh ? 'inserted' : 'updated';
}
