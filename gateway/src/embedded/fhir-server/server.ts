import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { closeServer } from '../../http/close-server.ts';
import { capabilities } from './capabilities.ts';
import { loadDefinitions } from './definitions.ts';
import { basePath, listener } from './http.ts';
import type { Report } from './outcomes.ts';
import { refuseDangling } from './references.ts';
import { openPool, storeOver } from './store.ts';

export interface FhirServerOptions {
  /** `postgres://…`; the server keeps to the schema `fhir` in it. */
  databaseUrl: string;
  /** Loopback alone: whoever reaches this server reads everything. */
  host: '127.0.0.1';
  /** Chosen by the system unless given. */
  port?: number;
  /** Told of the server's own faults; callers get the reference only. */
  report?: Report;
}

export interface RunningFhirServer {
  /** The base address, as `http://127.0.0.1:40123/fhir`. */
  url: string;
  /** Ends what is under way, then the connections. */
  stop: () => Promise<void>;
}

/**
 * Starts the embedded FHIR R4 server, for evaluation and tests: a real one, with versions, search and transactions, for the
 * resource types that the gateway uses. Production uses HAPI.
 */
export async function startFhirServer({
  databaseUrl,
  host,
  port = 0,
  report = ignore,
}: FhirServerOptions): Promise<RunningFhirServer> {
  const opening = openPool(databaseUrl);
  loadDefinitions();
  const pool = await opening;
  const server = createServer({ keepAliveTimeout: 30_000, maxHeaderSize: 65_536 });
  const url = await listen(server, host, port).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const metadata = JSON.stringify(capabilities(url, new Date()));
  server.on('request', listener({ store: storeOver(pool, url, refuseDangling), metadata, report }));
  return {
    url,
    stop: async () => {
      await closeServer(server);
      await pool.end();
    },
  };
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The FHIR server has no port.');
  return `http://${host}:${address.port}${basePath}`;
}

const ignore = (): void => undefined;
