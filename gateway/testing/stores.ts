import { connect, type Database } from '../src/database/connect.ts';
import { migrate } from '../src/database/migrate.ts';
import { startFhirServer } from '../src/embedded/fhir-server/server.ts';
import { openFhirServer } from '../src/fhir/http-server.ts';
import type { FhirServer } from '../src/fhir/server.ts';
import { freshDatabase } from './postgres.ts';

/** What a gateway keeps things in. */
export interface Stores {
  database: Database;
  fhir: FhirServer;
  /** Base address of the FHIR server. */
  fhirUrl: string;
  close: () => Promise<void>;
}

/** A database of one's own and a FHIR server: an embedded one of one's own too, or HAPI where HAPI_URL names one. */
export async function openStores(): Promise<Stores> {
  const fresh = await freshDatabase();
  const database = connect(fresh.url, 5);
  await migrate(database);
  const hapi = process.env['HAPI_URL'];
  const running = hapi
    ? { url: hapi, stop: () => Promise.resolve() }
    : await startFhirServer({ databaseUrl: fresh.url, host: '127.0.0.1' });
  const fhir = openFhirServer({ baseUrl: running.url, connections: 8 });
  return {
    ...{ database, fhir, fhirUrl: running.url },
    close: async () => {
      await fhir.close();
      await running.stop();
      await database.destroy();
      await fresh.drop();
    },
  };
}
