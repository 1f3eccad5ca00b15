import type { Rules } from '../src/access/facts.ts';
import { connect, type Database } from '../src/database/connect.ts';
import { migrate } from '../src/database/migrate.ts';
import { freshDatabase } from './postgres.ts';

/** A database of one's own for what is decided and audited: nothing else runs on it. */
export interface Trail {
  database: Database;
  /** As if nothing had ever happened: no audit line, no broken glass, and Anna alone has a space, with these rules. */
  restart: (rules: Rules) => Promise<void>;
  close: () => Promise<void>;
}

export async function openTrail(): Promise<Trail> {
  const fresh = await freshDatabase();
  const database = connect(fresh.url);
  await migrate(database);
  return {
    database,
    restart: async (rules) => {
      await database.deleteFrom('audit_line').execute();
      await database.updateTable('audit_head').set({ seq: '0', hash: '' }).execute();
      await database.deleteFrom('break_glass').execute();
      await database.deleteFrom('space').execute();
      await database
        .insertInto('space')
        .values({ patient: 'anna', ins: '1', state: 'open', rules: JSON.stringify(rules) })
        .execute();
    },
    close: async () => {
      await database.destroy();
      await fresh.drop();
    },
  };
}
