import { sql, type Kysely } from 'kysely';

/** A7, A8, A9: who has been told of coming of age, how far a first questionnaire is, and which welcome messages are due. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create index insured_birth on insured (birth_date)`,
  `create table majority (patient text primary key references space on delete cascade, at timestamptz not null)`,
  `create table questionnaire (
    patient text primary key references space on delete cascade,
    step integer not null default 1 check (step between 1 and 6), ended_at timestamptz)`,
  `create table welcome (
    patient text primary key references space on delete cascade, at timestamptz not null,
    tries integer not null default 0, next_at timestamptz not null, filed_at timestamptz)`,
  `create index welcome_due on welcome (next_at) where filed_at is null`,
];
