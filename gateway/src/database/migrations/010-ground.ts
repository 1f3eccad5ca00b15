import { sql, type Kysely } from 'kysely';

/** What opening, refusing and closing a space stand on: its states, letters, certificates, the works of the night. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `alter table insured add column address text[] not null default '{}'`,
  `alter table space add column closed_at timestamptz, add column keep_until timestamptz,
    add column opened_by text not null default 'person',
    add constraint space_state check (state in ('open', 'opposed', 'closed'))`,
  `alter table one_time add column detail jsonb, add column claimed_until timestamptz`,
  `alter table throttle add column strikes integer not null default 0`,
  `create table announcement (
    ins text primary key references insured, announced_on text not null, opens_on text not null, by text not null,
    ended_at timestamptz, ended_by text)`,
  `create index announcement_due on announcement (opens_on) where ended_at is null`,
  `create table letter (
    id text primary key, kind text not null, ins text not null references insured, file text not null unique,
    at timestamptz not null, printed_at timestamptz)`,
  `create table certificate (
    id text primary key, hash text not null unique, kind text not null, ins text not null, name text not null,
    at timestamptz not null)`,
  `create table night_run (
    work text not null, day text not null, at timestamptz not null, done integer not null, failed integer not null,
    primary key (work, day))`,
];
