import { sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Database } from './connect.ts';
import * as foundation from './migrations/001-foundation.ts';
import * as auth from './migrations/002-auth.ts';
import * as messages from './migrations/003-messages.ts';
import * as ground from './migrations/010-ground.ts';
import * as waysIn from './migrations/012-ways-in.ts';
import * as families from './migrations/013-families.ts';
import * as opening from './migrations/014-opening.ts';
import * as settings from './migrations/015-settings.ts';
import * as night from './migrations/016-night.ts';
import * as judgments from './migrations/017-judgments.ts';
import * as heldByCopies from './migrations/018-held-by-copies.ts';

/** In order; a migration that has landed is never edited. */
const migrations: Record<string, Migration> = {
  '001-foundation': foundation,
  '002-auth': auth,
  '003-messages': messages,
  '010-ground': ground,
  '012-ways-in': waysIn,
  '013-families': families,
  '014-opening': opening,
  '015-settings': settings,
  '016-night': night,
  '017-judgments': judgments,
  '018-held-by-copies': heldByCopies,
};

/** Brings the schema up to date; copies of the gateway that start together wait for one another. */
export async function migrate(database: Database): Promise<void> {
  await sql`create schema if not exists passerelle`.execute(database);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: 'passerelle',
    // Those of features that were built side by side land in the order in which they were ready: none builds on another's.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
