import { sql, type Kysely } from 'kysely';

/** C4: what a copy of a child's space holds, so that it is given out only while its owner may see all of that. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table export add column held text`.execute(database);
}
