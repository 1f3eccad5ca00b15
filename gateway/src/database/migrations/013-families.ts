import { sql, type Kysely } from 'kysely';

/** C: who represents a minor, since when and until when; invitations of a second representative, and removals that wait. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table legal_representative (
    id text primary key, patient text not null references space, person text not null references space,
    since timestamptz not null, by text not null check (by in ('register', 'invitation')),
    declared_at timestamptz not null, ended_at timestamptz, ended_by text,
    reason text check (reason in ('left', 'removed', 'majority', 'closed', 'register')))`,
  `create unique index legal_representative_active on legal_representative (patient, person) where ended_at is null`,
  `create index legal_representative_person on legal_representative (person) where ended_at is null`,
  `create table invitation (
    id text primary key, patient text not null references space, invited_by text not null references space,
    invited_ins text, invited_name_hash text not null, hash text not null, declared_at timestamptz not null,
    state text not null check (state in ('waiting', 'accepted', 'refused', 'withdrawn', 'expired')),
    expires_at timestamptz not null, at timestamptz not null, ended_at timestamptz)`,
  `create unique index invitation_waiting on invitation (patient) where state = 'waiting'`,
  `create index invitation_invited on invitation (invited_ins) where state = 'waiting'`,
  `create table removal (
    id text primary key, representative text not null references legal_representative, asked_by text not null,
    reason text not null, takes_effect timestamptz not null, withdrawn_at timestamptz)`,
  `create index insured_attached_to on insured using gin (attached_to)`,
];
