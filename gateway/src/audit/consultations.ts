import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { AuditLine } from './ledger.ts';

/** Which lines of a patient's trail are asked for. */
export interface LinesAsked {
  /** `Type/id`: lines that acted upon it, or that answered it within a list. */
  target?: string;
  /** Leaves out what this person did, by Patient id. */
  except?: string;
  /** For a legal representative: leaves out what would tell of what is hidden from them (C4). */
  forKin: boolean;
  outcome?: AuditLine['outcome'];
  /** Kind of who acted, e.g. `professional`. */
  actor?: string;
  /** 1 for the newest lines. */
  page: number;
  size: number;
}

export interface Lines {
  /** Newest first. */
  lines: AuditLine[];
  total: number;
}

/** The trail of one patient's space, as it was written, newest first. */
export async function accessLines(database: Database, patient: string, asked: LinesAsked): Promise<Lines> {
  const line = sql`line::jsonb`;
  const kin = sql`${line} -> 'actor' ->> 'kind' in ('patient', 'representative', 'person')`;
  const conditions = [
    sql`patient = ${patient}`,
    ...(asked.except ? [sql`not (${kin} and ${line} -> 'actor' ->> 'id' = ${asked.except})`] : []),
    ...(asked.forKin ? [sql`${line} ->> 'kin' is distinct from 'false'`] : []),
    ...(asked.actor ? [sql`${line} -> 'actor' ->> 'kind' = ${asked.actor}`] : []),
    ...(asked.outcome ? [sql`${line} ->> 'outcome' = ${asked.outcome}`] : []),
    ...(asked.target ? [sql`(${line} ->> 'target' = ${asked.target} or ${line} -> 'items' ? ${asked.target})`] : []),
  ];
  const where = sql.join(conditions, sql` and `);
  const counted = await sql<{ total: string }>`select count(*) as total from audit_line where ${where}`.execute(
    database,
  );
  const found = await sql<{ line: string }>`
    select line from audit_line where ${where} order by seq desc
    limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(database);
  return {
    lines: found.rows.map((row) => JSON.parse(row.line) as AuditLine),
    total: Number(counted.rows[0]?.total ?? 0),
  };
}
