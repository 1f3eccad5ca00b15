import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import cookie from '@fastify/cookie';
import { matriculeOf } from '@passerelle/fhir-mappings';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { testClock } from '../../../testing/clock.ts';
import { freshDatabase } from '../../../testing/postgres.ts';
import { until } from '../../../testing/until.ts';
import { Ledger } from '../../audit/ledger.ts';
import { serveCertificates } from '../../certificates/routes.ts';
import { issueCertificate } from '../../certificates/use-cases.ts';
import { connect, type Database } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import { startFhirServer } from '../../embedded/fhir-server/server.ts';
import { openFhirServer } from '../../fhir/http-server.ts';
import { createServer } from '../../http/server.ts';
import { startJobs } from '../../jobs/jobs.ts';
import type { Mail } from '../../mail/mailer.ts';
import { startTelling } from '../../mail/reach.ts';
import type { SmsText } from '../../sms/sms.ts';
import type { SpaceParts } from '../parts.ts';
import { issueProvisionalCode } from '../provisional-codes.ts';
import { serveSpaces } from '../routes.ts';

/** A person of the register, as the tests know them. */
export interface Someone {
  ins: string;
  card: 'with-photo' | 'without-photo';
  card_serial: string;
  email: string | null;
  mobile: string | null;
  birth_date: string;
  address: string[];
  attached_to: string[];
}

export type FrontDesk = Awaited<ReturnType<typeof openFrontDesk>>;

let born = 0;

/** Where spaces are opened and refused: the real routes on a real database, FHIR server and queue; mails and texts are caught here. */
export async function openFrontDesk() {
  const postgres = await freshDatabase();
  const database = connect(postgres.url, 30);
  await migrate(database);
  const server = await startFhirServer({ databaseUrl: postgres.url, host: '127.0.0.1' });
  const fhir = openFhirServer({ baseUrl: server.url });
  const jobs = await startJobs(postgres.url);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-front-desk-'));
  const secret = randomBytes(32);
  const time = testClock();
  const mails: Mail[] = [];
  const texts: SmsText[] = [];
  const mailer = { send: async (mail: Mail) => void mails.push(mail) };
  const sms = { send: async (text: SmsText) => void texts.push(text) };
  const tellPerson = await startTelling({ database, jobs, mailer, sms, dataDir, secret, clock: time.clock });
  const ledger = new Ledger(database, Buffer.alloc(32, 1));
  const parts: SpaceParts = {
    ...{ database, fhir, jobs, mailer, sms, tellPerson, secret, steady: 0, clock: time.clock },
    ...{ publicUrl: 'http://localhost:8080', mssDomain: 'patient.mssante.example' },
    issueCertificate: (transaction, of) => issueCertificate({ secret, clock: time.clock }, transaction, of),
    guard: {
      record: async (line) => void (await ledger.write({ line: { at: time.clock().toISOString(), ...line } })),
    },
  };
  const open = (changes: Partial<SpaceParts> = {}): Promise<FastifyInstance> => openApp({ ...parts, ...changes });
  const app = await open();
  return {
    ...{ database, url: postgres.url, fhir, dataDir, time, mails, texts, parts, open },
    openWithoutSms: () => {
      const rest = { ...parts };
      delete rest.sms;
      return openApp(rest);
    },
    ...handsOf(app, { database, secret, clock: time.clock }, mails),
    close: async () => {
      await app.close();
      await jobs.stop();
      await fhir.close();
      await server.stop();
      await database.destroy();
      await postgres.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function openApp(parts: SpaceParts): Promise<FastifyInstance> {
  const app = createServer({ logLevel: 'silent', proxies: 1 });
  await app.register(cookie);
  serveSpaces(app, parts);
  serveCertificates(app, parts);
  await app.ready();
  return app;
}

/** What people do there. */
function handsOf(app: FastifyInstance, parts: Pick<SpaceParts, 'database' | 'secret' | 'clock'>, mails: Mail[]) {
  const { database } = parts;
  const post = (url: string, payload: object, from: { ip?: string; cookie?: string; at?: FastifyInstance } = {}) =>
    (from.at ?? app).inject({
      ...{ method: 'POST', url: `/api${url}`, payload },
      headers: { 'x-forwarded-for': from.ip ?? '192.0.2.1', ...(from.cookie ? { cookie: from.cookie } : {}) },
    });
  const identify = (who: Someone, code: string, from: { ip?: string; cookie?: string } = {}) =>
    post('/spaces/identification', { code, card: who.card, nir: who.ins, serial: who.card_serial }, from);
  const newCode = (who: Someone) => issueProvisionalCode(parts, who.ins);
  const opening = async (who: Someone) => (await identify(who, await newCode(who))).json<{ opening: string }>().opening;
  return {
    ...{ post, identify, newCode, opening },
    /** Somebody of whom the register knows. */
    someone: async (traits: Partial<Someone> = {}): Promise<Someone> => {
      const who = { ...freshPerson(), ...traits };
      await database
        .insertInto('insured')
        .values({
          ...{ ins_oid: '1.2.250.1.213.1.4.11', birth_name: 'LEROY', first_names: 'Jeanne Marie', used_name: 'DUVAL' },
          ...{ used_first_name: null, sex: 'female', birth_place: '35238', ...who },
        })
        .execute();
      return who;
    },
    /** An opening with a verified e-mail address. */
    proved: async (who: Someone): Promise<string> => {
      const ticket = await opening(who);
      await post('/spaces/contacts', { opening: ticket, kind: 'email' });
      const code = await until('the code', () => codeIn(mails, who.email ?? ''));
      await post('/spaces/contacts/verification', { opening: ticket, kind: 'email', code });
      return ticket;
    },
    activate: (ticket: string, changes: object = {}, at?: FastifyInstance) =>
      post('/spaces', { opening: ticket, acceptsTerms: true, ...choice, ...changes }, at ? { at } : {}),
    spaceOf: (who: Someone) => database.selectFrom('space').selectAll().where('ins', '=', who.ins).executeTakeFirst(),
    accountsOf: (who: Someone) =>
      database
        .selectFrom('account')
        .innerJoin('space', 'space.patient', 'account.patient')
        .selectAll('account')
        .where('ins', '=', who.ins)
        .execute(),
    /** The newest six digits sent to an address. */
    codeSentTo: (address: string) => codeIn(mails, address),
  };
}

const choice = { identifier: 'jeanne.duval', password: 'Vélo-rouge-sous-7-ponts!' };

const codeIn = (mails: Mail[], to: string): string | undefined =>
  mails.flatMap((mail) => (mail.to === to ? (/\b(\d{6})\b/.exec(mail.text)?.[1] ?? []) : [])).at(-1);

function freshPerson(): Someone {
  born += 1;
  const order = String(born).padStart(3, '0');
  return {
    ...{ ins: matriculeOf(`2480635238${order}`), card: 'without-photo', card_serial: `30456${order}` },
    ...{ email: `jeanne.${order}@maison.example`, mobile: `+336399${order}01`, birth_date: '1948-06-14' },
    ...{ address: ['4 quai des Lys', '35000 RENNES'], attached_to: [] },
  };
}

/** The `name=value` of a cookie that an answer sets. */
export const cookieOf = (answer: LightMyRequestResponse): string =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

export const emptied = async (database: Database): Promise<void> => {
  await database.deleteFrom('throttle').execute();
};
