import { sql, type Kysely } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table insured (
    ins text primary key, ins_oid text not null, birth_name text not null, first_names text not null,
    used_name text, used_first_name text, sex text not null, birth_date text not null, birth_place text not null,
    card text not null, card_serial text not null, email text, mobile text,
    attached_to text[] not null default '{}', imported_at timestamptz not null default now())`,
  `create table space (
    patient text primary key, ins text not null unique, state text not null, version bigint not null default 1,
    rules jsonb not null, rules_pending boolean not null default false, opened_at timestamptz not null default now())`,
  `create table break_glass (
    patient text not null references space, rpps text not null, reason text not null,
    until timestamptz not null, at timestamptz not null default now(), primary key (patient, rpps))`,
  `create table account (
    id text primary key, patient text not null unique references space, identifier text not null unique,
    password text not null, email text not null, mobile text, language text not null default 'fr',
    failures integer not null default 0, locked_until timestamptz, created_at timestamptz not null default now())`,
  `create table one_time (
    id text primary key, purpose text not null, subject text not null, hash text not null,
    tries integer not null default 0, expires_at timestamptz not null, used_at timestamptz)`,
  `create index one_time_subject on one_time (purpose, subject)`,
  `create table session (
    id text primary key, hash text not null unique, kind text not null, account text references account,
    professional text, idle_until timestamptz not null, ends_at timestamptz not null,
    created_at timestamptz not null default now())`,
  `create table professional (
    rpps text primary key, name text not null, profession text, specialty text, organization text,
    seen_at timestamptz not null default now())`,
  `create table organization (finess text primary key, name text not null, mail_domains text[] not null default '{}')`,
  `create table audit_head (one integer primary key default 1 check (one = 1), seq bigint not null, hash text not null)`,
  `insert into audit_head (seq, hash) values (0, '')`,
  `create table audit_line (
    seq bigint primary key, at timestamptz not null, line text not null, hash text not null, patient text,
    exported boolean not null default false)`,
  `create index audit_line_patient on audit_line (patient, seq desc)`,
  `create index audit_line_unexported on audit_line (seq) where not exported`,
  `create table outbox (
    id text primary key, patient text not null references space, communication text not null,
    message_id text not null unique, mail text not null, state text not null, attempts integer not null default 0,
    next_at timestamptz not null, lease_until timestamptz, detail text, updated_at timestamptz not null default now())`,
  `create index outbox_next on outbox (next_at) where state in ('waiting', 'claimed')`,
  `create table idempotency (
    key text not null, owner text not null, request text not null, status integer, answer text,
    at timestamptz not null default now(), primary key (owner, key))`,
  `create table throttle (key text primary key, count integer not null, window_ends timestamptz not null)`,
];
