import { sql, type Kysely } from 'kysely';

/** A message is told of once, an emergency once an hour; a professional's mailbox lets a block hold for mail too. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table filed_mail (communication text primary key, at timestamptz not null default now())`,
  `create table emergency_notice (
    patient text not null references space, rpps text not null, hour timestamptz not null,
    primary key (patient, rpps, hour))`,
  `alter table professional add column mail text`,
  `create index professional_mail on professional (mail) where mail is not null`,
  `drop index outbox_next`,
  `create index outbox_next on outbox (next_at) where state in ('preparing', 'waiting', 'claimed')`,
];
