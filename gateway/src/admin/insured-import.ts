import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { readCsv, type ImportResult } from './csv.ts';
import { insuredColumns, readInsured, type NewInsured } from './insured-row.ts';

/**
 * 0.1: loads the insured-persons register. Rows that are wrong are told and the rest loads; the same file again changes nothing.
 * @throws FileFault
 */
export async function importInsured(database: Database, file: string, now: Date): Promise<ImportResult> {
  const result: ImportResult = { inserted: 0, updated: 0, unchanged: 0, refused: [] };
  const today = now.toISOString().slice(0, 10);
  const lines = new Map<string, number>();
  const required = insuredColumns.filter((column) => column.required).map(({ name }) => name);
  for await (const { line, cells } of readCsv(file, required)) {
    const row = readInsured(cells, today);
    const first = 'refused' in row ? undefined : lines.get(row.ins);
    if ('refused' in row) result.refused.push({ line, why: row.refused });
    else if (first) result.refused.push({ line, why: `ins (already in line ${first})` });
    else {
      lines.set(row.ins, line);
      result[await keep(database, row)] += 1;
    }
  }
  return result;
}

async function keep(database: Database, row: NewInsured): Promise<'inserted' | 'updated' | 'unchanged'> {
  const changed = sql<boolean>`(insured.ins_oid, insured.birth_name, insured.first_names, insured.used_name,
    insured.used_first_name, insured.sex, insured.birth_date, insured.birth_place, insured.card, insured.card_serial,
    insured.email, insured.mobile, insured.attached_to) is distinct from (excluded.ins_oid, excluded.birth_name,
    excluded.first_names, excluded.used_name, excluded.used_first_name, excluded.sex, excluded.birth_date,
    excluded.birth_place, excluded.card, excluded.card_serial, excluded.email, excluded.mobile, excluded.attached_to)`;
  const kept = await database
    .insertInto('insured')
    .values(row)
    .onConflict((conflict) => conflict.column('ins').doUpdateSet(row).where(changed))
    .returning(sql<boolean>`xmax = 0`.as('fresh'))
    .executeTakeFirst();
  if (!kept) return 'unchanged';
  return kept.fresh ? 'inserted' : 'updated';
}
