import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Caller, PatientCaller, ProfessionalCaller } from '../src/access/caller.ts';
import { entrance, type Enter } from '../src/access/enter.ts';
import { FactsSource, noRules, type ReadRules } from '../src/access/facts.ts';
import { Guard } from '../src/access/guard.ts';
import { readMatrix, shippedMatrix } from '../src/access/matrix.ts';
import { Ledger } from '../src/audit/ledger.ts';
import { connect, type Database } from '../src/database/connect.ts';
import { migrate } from '../src/database/migrate.ts';
import { startFhirServer } from '../src/embedded/fhir-server/server.ts';
import { openFhirServer } from '../src/fhir/http-server.ts';
import type { FhirServer } from '../src/fhir/server.ts';
import { createServer } from '../src/http/server.ts';
import { freshDatabase } from './postgres.ts';

/** One copy of the gateway's inside: two copies on the same database know nothing of each other but by it. */
export interface Copy {
  enter: Enter;
  guard: Guard;
  facts: FactsSource;
}

/** A database and a FHIR server of one's own, empty, with the guard in front. */
export interface Town extends Copy {
  database: Database;
  fhir: FhirServer;
  /** Another copy of the gateway on the same data. */
  copy: () => Copy;
  /** A person with an open space. */
  person: (name: string, ins?: string) => Promise<PatientCaller>;
  /** An application with one feature, where this caller is signed in. */
  app: (serve: (app: FastifyInstance) => void, caller: Caller) => Promise<FastifyInstance>;
  close: () => Promise<void>;
}

type Rules = (fhir: FhirServer) => ReadRules;

export async function openTown(
  rules: Rules = () => () => Promise.resolve(noRules),
  clock = () => new Date(),
): Promise<Town> {
  const fresh = await freshDatabase();
  const database = connect(fresh.url, 5);
  await migrate(database);
  const running = await startFhirServer({ databaseUrl: fresh.url, host: '127.0.0.1' });
  const fhir = openFhirServer({ baseUrl: running.url, connections: 8 });
  const copy = (): Copy => {
    const facts = new FactsSource(database, rules(fhir), clock);
    const ledger = new Ledger(database, Buffer.alloc(32, 7));
    const guard = new Guard({ facts, ledger, matrix: readMatrix(shippedMatrix), clock });
    return { enter: entrance(guard, fhir), guard, facts };
  };
  return {
    ...{ ...copy(), database, fhir, copy },
    person: (name, ins) => settle(database, fhir, name, ins),
    app: (serve, caller) => open(serve, caller),
    close: async () => {
      await fhir.close();
      await running.stop();
      await database.destroy();
      await fresh.drop();
    },
  };
}

/** A doctor, as a token hands them over. */
export const doctor = (overrides: Partial<ProfessionalCaller> = {}): ProfessionalCaller => ({
  kind: 'professional',
  rpps: '10001234567',
  name: 'Dr Claire Martin',
  profession: '10',
  regulation: false,
  software: 'tests',
  ...overrides,
});

let settled = 0;

async function settle(database: Database, fhir: FhirServer, name: string, ins?: string): Promise<PatientCaller> {
  settled += 1;
  const { id } = await fhir.create({ resourceType: 'Patient', active: true, name: [{ text: name }] });
  const matricule = ins ?? String(100_000_000_000_000 + settled);
  await database
    .insertInto('space')
    .values({ patient: id, ins: matricule, state: 'open', rules: JSON.stringify(noRules) })
    .execute();
  return { kind: 'patient', account: randomUUID(), patient: id, session: randomUUID(), name };
}

async function open(serve: (app: FastifyInstance) => void, caller: Caller): Promise<FastifyInstance> {
  const app = await createServer({ logLevel: 'silent', proxies: 0 });
  app.addHook('onRequest', async (request) => {
    request.caller = caller;
  });
  serve(app);
  await app.ready();
  return app;
}
