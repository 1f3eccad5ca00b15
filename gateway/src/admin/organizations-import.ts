import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { readCsv, type ImportResult } from './csv.ts';

/** 0.3. The columns of the organisations' file. */
export const organizationColumns = [
  { name: 'finess', holds: 'FINESS number: 9 characters', fits: /^(\d{2}|2[AB])\d{7}$/ },
  { name: 'name', holds: '1 to 200 characters', fits: /^\S.{0,199}$/u },
  {
    name: 'mail_domains',
    holds: 'domains that it may send mail from, separated by spaces; may be empty',
    fits: /^$|^[a-z0-9-]+(\.[a-z0-9-]+)+([ |]+[a-z0-9-]+(\.[a-z0-9-]+)+)*$/i,
  },
] as const;

/** Loads the organisations and the mail domains that they may send from; repeats change nothing. @throws FileFault */
export async function importOrganizations(database: Database, file: string): Promise<ImportResult> {
  const result: ImportResult = { inserted: 0, updated: 0, unchanged: 0, refused: [] };
  const required = organizationColumns.map(({ name }) => name);
  for await (const { line, cells } of readCsv(file, required)) {
    const faults = organizationColumns.filter(({ name, fits }) => !fits.test(cells[name] ?? ''));
    if (faults.length > 0)
      result.refused.push({ line, why: faults.map(({ name, holds }) => `${name} (${holds})`).join('; ') });
    else result[await keep(database, cells)] += 1;
  }
  return result;
}

async function keep(
  database: Database,
  { finess = '', name = '', mail_domains = '' }: Record<string, string>,
): Promise<'inserted' | 'updated' | 'unchanged'> {
  const row = { name, mail_domains: mail_domains.toLowerCase().split(/[ |]+/).filter(Boolean) };
  const changed = sql<boolean>`(organization.name, organization.mail_domains) is distinct from (excluded.name, excluded.mail_domains)`;
  const kept = await database
    .insertInto('organization')
    .values({ finess, ...row })
    .onConflict((conflict) => conflict.column('finess').doUpdateSet(row).where(changed))
    .returning(sql<boolean>`xmax = 0`.as('fresh'))
    .executeTakeFirst();
  if (!kept) return 'unchanged';
  return kept.fresh ? 'inserted' : 'updated';
}
