import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../testing/postgres.ts';
import { startFhirServer, type RunningFhirServer } from '../embedded/fhir-server/server.ts';
import { bundles } from './contract/bundles.ts';
import { conditional } from './contract/conditional.ts';
import { documents } from './contract/documents.ts';
import { pages } from './contract/pages.ts';
import { patches } from './contract/patches.ts';
import { refusals } from './contract/refusals.ts';
import { searches } from './contract/searches.ts';
import { versions } from './contract/versions.ts';
import type { World } from './contract/world.ts';
import { openFhirServer } from './http-server.ts';

const json = { 'content-type': 'application/fhir+json', accept: 'application/fhir+json' };

/** The contract over a server whose address is known once its set-up has run. */
function contract(start: () => Promise<string>): void {
  const world = {} as World;
  beforeAll(async () => {
    world.baseUrl = (await start()).replace(/\/$/, '');
    world.fhir = openFhirServer({ baseUrl: world.baseUrl, deadline: 25_000 });
    world.raw = (path, init) => fetch(`${world.baseUrl}/${path}`, { headers: json, ...init });
  }, 120_000);
  afterAll(() => world.fhir.close());
  const parts = { versions, patches, conditional, searches, pages, bundles, documents, refusals };
  for (const [name, cases] of Object.entries(parts)) describe(name, () => cases(world));
}

describe('a FHIR server as we use it: the embedded one', () => {
  let database: FreshDatabase;
  let server: RunningFhirServer;
  const faults: unknown[] = [];
  contract(async () => {
    database = await freshDatabase();
    server = await startFhirServer({
      databaseUrl: database.url,
      host: '127.0.0.1',
      report: (_reference, fault) => faults.push(fault),
    });
    return server.url;
  });
  afterAll(async () => {
    await server.stop();
    await database.drop();
    expect(faults).toEqual([]);
  });
});

const hapi = process.env['HAPI_URL'];

if (hapi) describe('a FHIR server as we use it: HAPI', () => contract(() => Promise.resolve(hapi)));

test('the contract ran on HAPI as well, where that is required', () => {
  expect(process.env['REQUIRE_HAPI'] !== '1' || hapi !== undefined, 'REQUIRE_HAPI=1 asks for HAPI_URL').toBe(true);
});
