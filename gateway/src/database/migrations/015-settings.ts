import { sql, type Kysely } from 'kysely';

/** F5: notices that somebody switched off, and exports of a record, whose files stand here so that any copy can serve them. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table notification (
    account text not null references account on delete cascade, patient text not null references space,
    kind text not null, wanted boolean not null, primary key (account, patient, kind))`,
  `create table export (
    id text primary key, account text not null references account on delete cascade, patient text not null references space,
    state text not null check (state in ('waiting', 'running', 'ready', 'failed', 'removed')),
    done integer not null default 0, total integer not null default 0, size bigint, digest text,
    at timestamptz not null, ended_at timestamptz)`,
  `create unique index export_running on export (account, patient) where state in ('waiting', 'running')`,
  `create table export_chunk (
    export text not null references export on delete cascade, n integer not null, bytes bytea not null,
    primary key (export, n))`,
];
