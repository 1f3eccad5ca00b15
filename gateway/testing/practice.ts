import { tellingEmergencies } from '../src/audit/emergency-notices.ts';
import type { Bundle, OperationOutcome, Patient, Resource } from '@medplum/fhirtypes';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { ProfessionalCaller } from '../src/access/caller.ts';
import { entrance } from '../src/access/enter.ts';
import { FactsSource, type Rules } from '../src/access/facts.ts';
import { Guard } from '../src/access/guard.ts';
import { readMatrix, shippedMatrix } from '../src/access/matrix.ts';
import { stamp } from '../src/access/visibility.ts';
import { Ledger, type AuditLine } from '../src/audit/ledger.ts';
import type { Database } from '../src/database/connect.ts';
import { problem } from '../src/errors.ts';
import { serveFhirApi } from '../src/fhir-api/server.ts';
import type { FhirServer } from '../src/fhir/server.ts';
import { createServer } from '../src/http/server.ts';
import { testClock } from './clock.ts';
import { makeRules } from './make-facts.ts';
import { openStores } from './stores.ts';

export const base = 'https://gateway.test/fhir/R4';

export interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
}
export interface Heard<B = Resource> {
  status: number;
  headers: LightMyRequestResponse['headers'];
  body: B;
  raw: string;
}

/** `/fhir/R4` on a real database and the embedded FHIR server (on HAPI where HAPI_URL names one), with the professionals that a test names. */
export interface Practice {
  database: Database;
  fhir: FhirServer;
  /** Base address of the FHIR server behind: must never be seen. */
  behind: string;
  app: FastifyInstance;
  /** Another copy of the gateway on the same data. */
  copy: () => Promise<FastifyInstance>;
  /** Sends a request as a professional; `null`: without a token. */
  ask: <B = Resource>(
    who: ProfessionalCaller | null,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    asked?: Asked & { on?: FastifyInstance },
  ) => Promise<Heard<B>>;
  /** A person with an open space. */
  person: (name: string, ins: string, rules?: Partial<Rules>) => Promise<string>;
  /** Changes the rules of a person as the portal does, on the first copy. */
  rule: (patient: string, rules: Partial<Rules>) => Promise<void>;
  trail: () => Promise<AuditLine[]>;
  /** Patients who were told of an emergency access, in order. */
  notices: string[];
  pass: (minutes: number) => void;
  close: () => Promise<void>;
}

export async function openPractice(callers: ProfessionalCaller[]): Promise<Practice> {
  const { database, fhir, fhirUrl, close } = await openStores();
  const kept = new Map<string, Rules>();
  const notices: Practice['notices'] = [];
  const { clock, pass } = testClock(new Date().toISOString());
  const readRules = async (patient: string): Promise<Rules> => kept.get(patient) ?? makeRules();
  const facts = new FactsSource(database, readRules, clock);
  const apps: FastifyInstance[] = [];

  const serve = async (source: FactsSource): Promise<FastifyInstance> => {
    const ledger = new Ledger(database, Buffer.alloc(32, 7));
    const guard = new Guard({ facts: source, ledger, matrix: readMatrix(shippedMatrix), clock });
    const app = createServer({ logLevel: 'silent', proxies: 0 });
    await serveFhirApi(app, {
      ...{ database, fhir, clock, guard, facts: source },
      enter: tellingEmergencies(entrance(guard, fhir), {
        ...{ database, clock },
        notify: async (patient) => void notices.push(patient),
      }),
      seal: Buffer.alloc(32, 9),
      publicUrl: 'https://gateway.test',
      identify: async ({ headers }) => {
        if (!headers.authorization) throw problem('token-missing');
        const caller = callers.find(({ rpps }) => headers.authorization === `Bearer ${rpps}`);
        if (!caller) throw problem('token-invalid', { detail: 'unknown' });
        return caller;
      },
      provider: async () => ({
        issuer: 'https://idp.test',
        authorizationEndpoint: 'https://idp.test/auth',
        tokenEndpoint: 'https://idp.test/token',
        jwksUri: 'https://idp.test/jwks',
      }),
    });
    await app.ready();
    apps.push(app);
    return app;
  };
  const app = await serve(facts);

  return {
    ...{ database, fhir, app, notices, pass, behind: fhirUrl },
    copy: () => serve(new FactsSource(database, readRules, clock)),
    ask: async <B>(
      who: ProfessionalCaller | null,
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      path: string,
      asked: Asked & { on?: FastifyInstance } = {},
    ): Promise<Heard<B>> => {
      const json = asked.body === undefined ? {} : { 'content-type': 'application/fhir+json' };
      const answer = await (asked.on ?? app).inject({
        method,
        url: path.startsWith(base) ? path.slice('https://gateway.test'.length) : `/fhir/R4${path}`,
        headers: { ...(who ? { authorization: `Bearer ${who.rpps}` } : {}), ...json, ...asked.headers },
        ...(asked.body === undefined
          ? {}
          : { payload: typeof asked.body === 'string' ? asked.body : JSON.stringify(asked.body) }),
      });
      const isJson =
        String(answer.headers['content-type']).includes('json') &&
        answer.body !== '' &&
        !answer.headers['content-encoding'];
      const body = (isJson ? JSON.parse(answer.body) : undefined) as B;
      return { status: answer.statusCode, headers: answer.headers, body, raw: answer.body };
    },
    person: async (name, ins, rules = {}) => {
      const patient: Patient = {
        resourceType: 'Patient',
        active: true,
        name: [{ use: 'official', family: name }],
        identifier: [{ system: 'urn:oid:1.2.250.1.213.1.4.10', value: ins }],
      };
      const { id } = await fhir.create(stamp(patient, { hidden: false, secret: false }));
      kept.set(id, makeRules(rules));
      await database
        .insertInto('space')
        .values({ patient: id, ins, state: 'open', rules: JSON.stringify(makeRules(rules)) })
        .execute();
      return id;
    },
    rule: (patient, rules) => facts.changeRules(patient, async () => void kept.set(patient, makeRules(rules))),
    trail: async () =>
      (await database.selectFrom('audit_line').select('line').orderBy('seq').execute()).map(
        ({ line }) => JSON.parse(line) as AuditLine,
      ),
    close: async () => {
      for (const one of apps) await one.close();
      await close();
    },
  };
}

/** The code of a refusal. */
export const codeOf = ({ body }: Heard): string | undefined =>
  (body as OperationOutcome | undefined)?.issue?.[0]?.details?.coding?.[0]?.code;

export const entriesOf = ({ body }: Heard): Resource[] =>
  ((body as Bundle).entry ?? []).flatMap(({ resource }) => resource ?? []);
