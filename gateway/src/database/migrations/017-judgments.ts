import { sql, type Kysely } from 'kysely';

/** C3: whom a judgment keeps from representing a child, whatever the register says. Those whom an operator removed until now are kept so as well. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `alter table legal_representative add column barred boolean not null default false`,
  `update legal_representative set barred = true where ended_by = 'operator'`,
  `create index legal_representative_barred on legal_representative (person, patient) where barred`,
];
