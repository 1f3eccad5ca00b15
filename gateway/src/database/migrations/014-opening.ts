import { sql, type Kysely } from 'kysely';

/** Codes that were asked for, and a new account for a space that was closed and opens again. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table code_request (
    id text primary key, ins text not null references insured on delete cascade, channel text not null,
    at timestamptz not null)`,
  `create index code_request_ins on code_request (ins, at desc)`,
  `create unique index one_time_code on one_time (purpose, subject, hash) where purpose = 'provisional'`,
  `alter table account drop constraint account_patient_key`,
  `create unique index account_of_patient on account (patient) where closed_at is null`,
];
