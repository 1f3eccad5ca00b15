import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Caller, PatientCaller, ProfessionalCaller } from '../src/access/caller.ts';
import { entrance, type Enter } from '../src/access/enter.ts';
import { FactsSource, noRules, type ReadRules } from '../src/access/facts.ts';
import { addRepresentative } from '../src/access/representatives.ts';
import { Guard } from '../src/access/guard.ts';
import { readMatrix, shippedMatrix } from '../src/access/matrix.ts';
import { Ledger } from '../src/audit/ledger.ts';
import type { Database } from '../src/database/connect.ts';
import type { FhirServer } from '../src/fhir/server.ts';
import { createServer } from '../src/http/server.ts';
import { openStores } from './stores.ts';

/** One copy of the gateway's inside: two copies on the same database know nothing of each other but by it. */
export interface Copy {
  enter: Enter;
  guard: Guard;
  facts: FactsSource;
}

/** A database and a FHIR server of one's own (HAPI where HAPI_URL names one), with the guard in front. */
export interface Town extends Copy {
  database: Database;
  fhir: FhirServer;
  /** Another copy of the gateway on the same data. */
  copy: () => Copy;
  /** A person with an open space, of age unless a birth date (`YYYY-MM-DD`) says otherwise. */
  person: (name: string, ins?: string, birthDate?: string) => Promise<PatientCaller>;
  /** Has a person represent a minor. @returns the person in the minor's space */
  representing: (person: PatientCaller, minor: PatientCaller) => Promise<PatientCaller>;
  /** An application with one feature, where this caller is signed in. */
  app: (serve: (app: FastifyInstance) => void, caller: Caller) => Promise<FastifyInstance>;
  close: () => Promise<void>;
}

type Rules = (fhir: FhirServer) => ReadRules;

export async function openTown(
  rules: Rules = () => () => Promise.resolve(noRules),
  clock = () => new Date(),
): Promise<Town> {
  const { database, fhir, close } = await openStores();
  const copy = (): Copy => {
    const facts = new FactsSource(database, rules(fhir), clock);
    const ledger = new Ledger(database, Buffer.alloc(32, 7));
    const guard = new Guard({ facts, ledger, matrix: readMatrix(shippedMatrix), clock });
    return { enter: entrance(guard, fhir), guard, facts };
  };
  return {
    ...{ ...copy(), database, fhir, copy },
    person: (name, ins, birthDate) => settle(database, fhir, name, ins, birthDate),
    representing: async (person, { patient }) => {
      const at = clock();
      await database
        .transaction()
        .execute((transaction) =>
          addRepresentative(transaction, { patient, person: person.person, by: 'register', declaredAt: at, at }),
        );
      return { ...person, patient };
    },
    app: (serve, caller) => open(serve, caller),
    close,
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

async function settle(
  database: Database,
  fhir: FhirServer,
  name: string,
  ins?: string,
  birthDate = '1979-03-28',
): Promise<PatientCaller> {
  settled += 1;
  const { id } = await fhir.create({ resourceType: 'Patient', active: true, name: [{ text: name }] });
  const matricule = ins ?? String(100_000_000_000_000 + settled);
  const [firstNames = '', birthName = ''] = name.split(' ');
  await database
    .insertInto('insured')
    .values({
      ...{ ins: matricule, ins_oid: '1.2.250.1.213.1.4.8', birth_name: birthName, first_names: firstNames },
      ...{ used_name: null, used_first_name: null, sex: 'unknown', birth_date: birthDate, birth_place: '51215' },
      ...{ card: 'with-photo', card_serial: '12345678901', email: null, mobile: null, attached_to: [] },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await database
    .insertInto('space')
    .values({ patient: id, ins: matricule, state: 'open', rules: JSON.stringify(noRules) })
    .execute();
  return { kind: 'patient', account: randomUUID(), person: id, patient: id, session: randomUUID(), name };
}

async function open(serve: (app: FastifyInstance) => void, caller: Caller): Promise<FastifyInstance> {
  const app = createServer({ logLevel: 'silent', proxies: 0 });
  app.addHook('onRequest', async (request) => {
    request.caller = caller;
  });
  serve(app);
  await app.ready();
  return app;
}
