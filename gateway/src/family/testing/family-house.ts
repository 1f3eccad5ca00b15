import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import { FactsSource, noRules } from '../../access/facts.ts';
import { Guard } from '../../access/guard.ts';
import { readMatrix, shippedMatrix } from '../../access/matrix.ts';
import { Ledger } from '../../audit/ledger.ts';
import { identifyPatient } from '../../auth/identify-patient.ts';
import { digest } from '../../auth/one-time.ts';
import { openSession } from '../../auth/sessions.ts';
import { issueCertificate } from '../../certificates/use-cases.ts';
import { profileHeader, type Minor } from '../../client/index.ts';
import { createServer } from '../../http/server.ts';
import type { TellPerson } from '../../mail/reach.ts';
import { mailOf } from '../../mail/templates.ts';
import { wayTo } from '../../mail/ways.ts';
import { closeSpace } from '../../spaces/closing.ts';
import { insOf } from '../../spaces/insured.ts';
import { openSpace, patientIdOf } from '../../spaces/open-space.ts';
import { lockPerson, moveSpace } from '../../spaces/states.ts';
import { openFrontDesk, type FrontDesk, type Someone } from '../../spaces/testing/front-desk.ts';
import { serveFamily } from '../routes.ts';

/** A person of the register with an open space, an account and a session. */
export type Parent = Someone & { patient: string; account: string; session: string };
export type Copy = Awaited<ReturnType<typeof openCopy>>;
export type FamilyHouse = Awaited<ReturnType<typeof openFamilyHouse>>;
type Mail = { to: string; subject: string; text: string };

/** Where families are: the register, two copies of the gateway with facts of their own, and the mails that leave. */
export async function openFamilyHouse() {
  const desk = await openFrontDesk();
  const mails: Mail[] = [];
  const copies = [await openCopy(desk, mails), await openCopy(desk, mails)] as [Copy, Copy];
  const as = (
    who: Pick<Parent, 'session'>,
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    payload?: object,
    { headers = {}, at = copies[0] }: { headers?: Record<string, string>; at?: Copy } = {},
  ) =>
    at.app.inject({
      ...{ method, url, headers: { cookie: `passerelle=${who.session}`, ...headers } },
      ...(payload ? { payload } : {}),
    });
  const family = async (who: Parent) =>
    (await as(who, 'GET', '/api/family')).json<{
      minors: Minor[];
      invitations: { id: string; firstName: string; by: string }[];
      profiles: { profile: string; own: boolean }[];
    }>();
  return {
    ...{ desk, copies, as, family, mails },
    parent: () => parentAt(desk),
    /** Activates every child whom the person sees. */
    activate: async (who: Parent, given: object = {}) => {
      const { minors } = await family(who);
      return as(who, 'POST', '/api/family/minors', { refs: minors.map(({ ref }) => ref), ...yes, ...given });
    },
    /** Does in a child's space what any page of a record does. */
    inside: (who: Parent, profile: string, at = copies[0]) =>
      as(who, 'GET', '/record', undefined, { headers: { [profileHeader]: profile }, at }),
    profileOf: (child: Pick<Someone, 'ins'>) => patientIdOf(desk.parts.secret, child.ins),
    /** Lines of audit about a patient, the newest first. */
    linesOf: (patient: string) => linesOf(desk, patient),
    close: async () => {
      for (const { app } of copies) await app.close();
      await desk.close();
    },
  };
}

export const yes = { certifies: true, acceptsTerms: true };
export const codeOf = (answer: { json: <T>() => T }): string => answer.json<{ code: string }>().code;

/** Lets the proof of a session be long ago. */
export const unprove = async ({ desk }: Pick<FamilyHouse, 'desk'>, { session }: Parent): Promise<void> => {
  const hash = digest(session);
  await desk.database.updateTable('session').set({ proved_at: null }).where('hash', '=', hash).execute();
};

async function openCopy({ database, time, parts }: FrontDesk, mails: Mail[]) {
  const { secret } = parts;
  const app = createServer({ logLevel: 'silent', proxies: 0 });
  await app.register(cookie);
  const guard = new Guard({
    ...{ facts: new FactsSource(database, () => Promise.resolve(noRules), time.clock), clock: time.clock },
    ...{ ledger: new Ledger(database, Buffer.alloc(32, 1)), matrix: readMatrix(shippedMatrix) },
  });
  const identify = identifyPatient({ database, clock: time.clock, publicUrl: parts.publicUrl });
  app.addHook('onRequest', async (request) => {
    request.caller = await identify(request);
  });
  const certifying: Pick<typeof parts, 'issueCertificate'> = {
    issueCertificate: (transaction, of) => issueCertificate(parts, transaction, of),
  };
  serveFamily(app, {
    ...{ ...parts, ...certifying, guard, insOf, lockPerson, tellPerson: telling(database, mails) },
    openMinor: (child, andThen) => openSpace(parts, child, { by: 'representative', andThen }),
    opposeMinor: async (transaction, { ins }, at) => {
      const patient = patientIdOf(secret, ins);
      await moveSpace(transaction, { ins, patient, to: 'opposed', by: 'representative', at });
      return patient;
    },
    closeMinor: (transaction, child) => closeSpace(certifying, transaction, { ...child, by: 'representative' }),
  });
  app.get('/record', async ({ caller, id }) => {
    if (caller?.kind !== 'patient') throw new Error('nobody');
    const { patient } = caller;
    return guard.perform({ caller, action: 'disease.search', patient, request: id }, async () => ({ patient }));
  });
  await app.ready();
  return { app, guard };
}

async function parentAt(desk: FrontDesk): Promise<Parent> {
  const who = await desk.someone({ birth_date: '1984-02-01' });
  const person = await desk.database
    .selectFrom('insured')
    .selectAll()
    .where('ins', '=', who.ins)
    .executeTakeFirstOrThrow();
  const patient = await openSpace(desk.parts, person, { by: 'person' });
  const account = randomUUID();
  await desk.database
    .insertInto('account')
    .values({ id: account, patient, identifier: account, password: 'x', email: who.email ?? '', mobile: null })
    .execute();
  const session = await openSession(desk.database, desk.time.clock(), { kind: 'patient', account });
  return { ...who, patient, account, session: session.token };
}

/** What is told, in the order in which it is; that mails go out in their time is the queue's to show. */
const telling =
  (database: FrontDesk['database'], mails: Mail[]): TellPerson =>
  async (whom, template, values, { within } = {}) => {
    const way = await wayTo(within ?? database, whom);
    if (way?.way !== 'email') return 'nobody';
    mails.push({ to: way.to, ...mailOf(template, way.language, values) });
    return 'email';
  };

async function linesOf({ database }: FrontDesk, patient: string) {
  const rows = await database
    .selectFrom('audit_line')
    .select('line')
    .where('patient', '=', patient)
    .orderBy('seq', 'desc')
    .execute();
  type Line = { action: string; outcome: string; reason: string; actor: { kind: string; id: string } };
  return rows.map(({ line }) => JSON.parse(line) as Line);
}
