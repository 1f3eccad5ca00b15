import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { entrance } from '../../access/enter.ts';
import { FactsSource, noRules } from '../../access/facts.ts';
import { Guard } from '../../access/guard.ts';
import { readMatrix, shippedMatrix } from '../../access/matrix.ts';
import { Ledger } from '../../audit/ledger.ts';
import { digest } from '../../auth/one-time.ts';
import { identifyPatient } from '../../auth/identify-patient.ts';
import { openSession } from '../../auth/sessions.ts';
import { issueCertificate } from '../../certificates/use-cases.ts';
import { serveExports } from '../../exports/routes.ts';
import { createServer } from '../../http/server.ts';
import { serveMeasures } from '../../measures/routes.ts';
import { addressOf } from '../../spaces/contact-address.ts';
import { closeSpace } from '../../spaces/closing.ts';
import { checkIdentifier } from '../../spaces/identifier.ts';
import { openFrontDesk, type FrontDesk, type Someone } from '../../spaces/testing/front-desk.ts';
import { serveSettings } from '../routes.ts';

export type SettingsHouse = Awaited<ReturnType<typeof openSettingsHouse>>;

/** Where people are who have a space: the front desk where they opened it, and copies of the gateway with what is theirs inside. */
export async function openSettingsHouse() {
  const desk = await openFrontDesk();
  const copies: FastifyInstance[] = [];
  return {
    ...desk,
    copy: async () => {
      const copy = await openCopy(desk);
      copies.push(copy.app);
      return copy;
    },
    /** Somebody with an open space and an account, and how they are signed in. */
    resident: (traits: Partial<Someone> & { identifier: string }) => resident(desk, traits),
    /** Another session of an account. @returns its cookie */
    session: (account: string) => sessionOf(desk, account),
    close: async () => {
      for (const app of copies) await app.close();
      await desk.close();
    },
  };
}

async function resident(desk: FrontDesk, { identifier, ...traits }: Partial<Someone> & { identifier: string }) {
  const who = await desk.someone(traits);
  const opened = await desk.activate(await desk.proved(who), { identifier });
  if (opened.statusCode >= 300) throw new Error(`the space did not open: ${opened.body}`);
  const [account] = await desk.accountsOf(who);
  if (!account) throw new Error('there is no account');
  return { who, account, patient: account.patient, cookie: await sessionOf(desk, account.id) };
}

async function sessionOf({ database, time }: FrontDesk, account: string): Promise<string> {
  const { token } = await openSession(database, time.clock(), { kind: 'patient', account });
  return `passerelle=${token}`;
}

/** A copy of the gateway: what it knows of spaces, it knows by itself. */
async function openCopy({ database, fhir, parts }: FrontDesk) {
  const { clock, secret, publicUrl } = parts;
  const facts = new FactsSource(database, () => Promise.resolve(noRules), clock);
  const ledger = new Ledger(database, Buffer.alloc(32, 1));
  const guard = new Guard({ facts, ledger, matrix: readMatrix(shippedMatrix), clock });
  const enter = entrance(guard, fhir);
  const app = createServer({ logLevel: 'silent', proxies: 1 });
  await app.register(cookie);
  const identify = identifyPatient({ database, publicUrl, clock });
  app.addHook('onRequest', async (request) => {
    request.caller = await identify(request);
  });
  serveMeasures(app, { enter });
  const certificates = {
    issueCertificate: (...[transaction, of]: Parameters<typeof parts.issueCertificate>) =>
      issueCertificate({ secret, clock }, transaction, of),
  };
  serveSettings(app, {
    ...{ ...parts, guard, addressOf, checkIdentifier },
    closeSpace: (transaction, space) => closeSpace(certificates, transaction, { ...space, by: 'person' }),
  });
  const exportParts = { enter, database, jobs: parts.jobs, tellPerson: parts.tellPerson, publicUrl, clock };
  serveExports(app, exportParts);
  await app.ready();
  return { app, enter, guard, exportParts };
}

/** How a person asks one copy. */
export const asks =
  (app: FastifyInstance, session: string) =>
  (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, headers: Record<string, string> = {}) =>
    app.inject({
      method,
      url: `/api${url}`,
      headers: { cookie: session, ...headers },
      ...(payload ? { payload } : {}),
    });

/** Lets the proof of a session be long ago. */
export const unprove = async ({ database }: Pick<SettingsHouse, 'database'>, session: string): Promise<void> => {
  const hash = digest(session.replace('passerelle=', ''));
  await database.updateTable('session').set({ proved_at: null }).where('hash', '=', hash).execute();
};
