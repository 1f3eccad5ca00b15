import { sql, type Kysely } from 'kysely';

/** What accounts know of their ways in: verified contacts, devices, passkeys, and how and where each session began. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `alter table account add column email_verified_at timestamptz, add column mobile_verified_at timestamptz,
    add column handle text unique, add column closed_at timestamptz, add column password_at timestamptz`,
  `update account set email_verified_at = created_at`,
  `alter table session add column device text, add column device_name text, add column source text,
    add column seen_at timestamptz, add column proved_at timestamptz, add column by text`,
  `create table device (
    account text not null references account on delete cascade, id text not null, name text not null,
    first_at timestamptz not null, seen_at timestamptz not null, primary key (account, id))`,
  `create table passkey (
    id text primary key, account text not null references account on delete cascade, public_key bytea not null,
    counter bigint not null, transports text[] not null, backed_up boolean not null, name text not null,
    created_at timestamptz not null, used_at timestamptz)`,
];
