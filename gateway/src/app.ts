import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { entrance } from './access/enter.ts';
import { FactsSource } from './access/facts.ts';
import { Guard } from './access/guard.ts';
import type { Matrix } from './access/matrix.ts';
import { readRules } from './access/rules.ts';
import { tellingEmergencies } from './audit/emergency-notices.ts';
import { Ledger } from './audit/ledger.ts';
import { startErrands } from './auth/afterwards.ts';
import type { AccountParts } from './accounts/parts.ts';
import { serveSettings } from './accounts/routes.ts';
import type { IsBreached } from './auth/breached-passwords.ts';
import { identifyBridge } from './auth/identify-bridge.ts';
import { Issuer } from './auth/issuer.ts';
import { identifyPatient } from './auth/identify-patient.ts';
import { serveProfessionalLogin } from './auth/professional-login.ts';
import { professionalIdentifier } from './auth/professional-token.ts';
import { RefusedCallers } from './auth/refused-callers.ts';
import { serveSession } from './auth/session.ts';
import { serveCertificates } from './certificates/routes.ts';
import { issueCertificate } from './certificates/use-cases.ts';
import { serveConsents } from './consents/routes.ts';
import type { Database } from './database/connect.ts';
import { meeting, type Meet } from './directory/meeting.ts';
import { contentTypeOf } from './files/detect.ts';
import { Images } from './files/images.ts';
import { serveDocuments } from './documents/routes.ts';
import { serveExports } from './exports/routes.ts';
import { startExports } from './exports/use-cases.ts';
import type { FamilyParts } from './family/parts.ts';
import { serveFamily } from './family/routes.ts';
import { serveFhirApi } from './fhir-api/server.ts';
import type { FhirServer } from './fhir/server.ts';
import type { Identify } from './http/context.ts';
import { serveHealth } from './http/health.ts';
import { addIdempotency } from './http/idempotency.ts';
import type { Metrics } from './http/metrics.ts';
import { addOpenApi } from './http/openapi.ts';
import { servePortal } from './http/portal.ts';
import { createServer } from './http/server.ts';
import { refuseHalfCharacters } from './http/whole-texts.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Notices } from './mail/notices.ts';
import type { TellPerson } from './mail/reach.ts';
import { serveMeasures } from './measures/routes.ts';
import { serveBridge } from './messages/bridge-routes.ts';
import { serveMessages } from './messages/routes.ts';
import { startWelcoming } from './messages/welcome.ts';
import { serveProfile } from './profile/routes.ts';
import { serveQuestionnaire } from './questionnaire/routes.ts';
import type { Secrets } from './secrets.ts';
import type { Sms } from './sms/sms.ts';
import { addressOf } from './spaces/contact-address.ts';
import { closeSpace } from './spaces/closing.ts';
import { checkIdentifier } from './spaces/identifier.ts';
import { insOf } from './spaces/insured.ts';
import { openSpace, patientIdOf } from './spaces/open-space.ts';
import type { SpaceParts } from './spaces/parts.ts';
import { serveSpaces } from './spaces/routes.ts';
import { lockPerson, moveSpace } from './spaces/states.ts';
import { patientNotices } from './mail/patient-notices.ts';
import { serveVaccinations } from './vaccinations/routes.ts';

/** What the application is made of; main.ts chooses, tests pass in their own. */
export interface Parts {
  database: Database;
  fhir: FhirServer;
  mailer: Mailer;
  jobs: Jobs;
  notices: Notices;
  /** Tells a person of the register or an account something, by the way that there is. */
  tellPerson: TellPerson;
  /** Absent: codes are not offered as text messages. */
  sms?: Sms;
  /** Absent: no list of breached passwords is asked. */
  isBreached?: IsBreached;
  matrix: Matrix;
  secrets: Secrets;
  metrics: Metrics;
  /** Without a slash at its end. */
  publicUrl: string;
  mssDomain: string;
  /** The identity provider of professionals, and the gateway's client there. */
  identity: { issuer: string; discoveryUrl?: string; clientId: string; clientSecret: string; audience: string };
  proxies: number;
  logLevel: string;
  clock: () => Date;
}

/** What every door needs, made of the parts. */
type Inside = Parts & ReturnType<typeof inner> & { meet: Meet };

function inner(parts: Parts) {
  const { database, fhir, matrix, clock, secrets, notices, publicUrl, metrics } = parts;
  const facts = new FactsSource(database, (patient) => readRules(fhir, patient), clock);
  const ledger = new Ledger(database, secrets.audit);
  const guard = new Guard({ facts, ledger, matrix, clock });
  const notify = patientNotices({ database, notices, publicUrl, clock });
  const refused = new RefusedCallers({ guard, count: metrics.callerRefused });
  const enter = tellingEmergencies(entrance(guard, fhir), { database, notify, clock });
  return { facts, ledger, guard, enter, notify, refused };
}

/** The application, in the order in which a request is treated: a scope a kind of caller, and no door outside a scope. */
export async function createApp(parts: Parts): Promise<FastifyInstance> {
  const app = createServer(parts);
  const report = (fault: Error): void =>
    app.log.warn({ fault: fault.name }, 'a professional is not in the directory yet');
  const { meet, settled } = meeting({ ...parts, report });
  app.addHook('onClose', settled);
  const inside: Inside = { ...parts, ...inner(parts), meet };
  settleEachMinute(app, inside.refused);
  welcomeWhoComes(app, inside);
  parts.metrics.observe(app);
  await app.register(cookie);
  await addOpenApi(app, parts.publicUrl);
  serveHealth(app, parts);
  await app.register(async (door) => portalDoor(door, inside));
  await app.register(async (door) => bridgeDoor(door, inside));
  await app.register(async (door) => professionalDoor(door, inside));
  await servePortal(app);
  return app;
}

/** `/api`: the patient's browser. */
async function portalDoor(app: FastifyInstance, inside: Inside): Promise<void> {
  const signIn = { ...inside, secret: inside.secrets.seal };
  const { overran } = inside.metrics;
  refuseHalfCharacters(app);
  serveSession(app, { ...signIn, overran, afterwards: await startErrands(signIn) });
  serveSpaces(app, { ...signIn, ...certifying(signIn), overran });
  serveCertificates(app, signIn);
  serveProfessionalLogin(app, { ...signIn, ...inside.identity });
  await app.register(async (own) => {
    identified(own, inside.refused.watching(identifyPatient(inside)));
    addIdempotency(own, signIn);
    serveProfile(own, inside);
    serveVaccinations(own, inside);
    serveMeasures(own, inside);
    serveConsents(own, inside);
    serveMessages(own, inside);
    serveQuestionnaire(own, inside);
    serveDocuments(own, { ...inside, images: new Images() });
    serveFamily(own, familyParts(inside));
    serveSettings(own, accountParts(inside));
    serveExports(own, inside);
  });
  await startExports(inside);
}

/** F5: a space closes by its owner's hand. */
function accountParts(inside: Inside): AccountParts {
  const signIn = { ...inside, secret: inside.secrets.seal };
  return {
    ...{ ...signIn, addressOf, checkIdentifier },
    closeSpace: (transaction, space) => closeSpace(certifying(signIn), transaction, { ...space, by: 'person' }),
  };
}

const certifying = (signIn: { secret: Buffer; clock: () => Date }): Pick<SpaceParts, 'issueCertificate'> => ({
  issueCertificate: (transaction, of) => issueCertificate(signIn, transaction, of),
});

/** C1, F5: children's spaces open, are refused and close as all spaces do, by a representative's hand. */
function familyParts(inside: Inside): FamilyParts {
  const signIn = { ...inside, secret: inside.secrets.seal };
  return {
    ...{ ...signIn, insOf, overran: inside.metrics.overran },
    openMinor: (child, andThen) => openSpace(signIn, child, { by: 'representative', andThen }),
    opposeMinor: async (transaction, { ins }, at) => {
      const patient = patientIdOf(signIn.secret, ins);
      await moveSpace(transaction, { ins, patient, to: 'opposed', by: 'representative', at });
      return patient;
    },
    lockPerson,
    closeMinor: (transaction, child) => closeSpace(certifying(signIn), transaction, { ...child, by: 'representative' }),
    ...certifying(signIn),
  };
}

/** `/bridge`: the mail bridges of this installation. */
async function bridgeDoor(app: FastifyInstance, inside: Inside): Promise<void> {
  identified(app, inside.refused.watching(identifyBridge(inside.secrets.bridgeToken)));
  serveBridge(app, { ...inside, contentTypeOf });
}

/** `/fhir/R4`: software of professionals. */
async function professionalDoor(app: FastifyInstance, inside: Inside): Promise<void> {
  const identify = inside.refused.watching(professionalIdentifier({ ...inside, ...inside.identity }));
  const issuer = new Issuer(inside.identity);
  await serveFhirApi(app, { ...inside, seal: inside.secrets.seal, identify, provider: () => issuer.addresses() });
}

function identified(app: FastifyInstance, identify: Identify): void {
  app.addHook('onRequest', async (request) => {
    request.caller = await identify(request);
  });
}

/** What is not told in time stays untold: the refusals themselves were answered, and their first line is written. */
function settleEachMinute(app: FastifyInstance, refused: RefusedCallers): void {
  const settle = (): Promise<void> =>
    refused
      .settle()
      .catch((fault: Error) => app.log.error({ fault: fault.name }, 'refused callers are not written down'));
  const timer = setInterval(() => void settle(), 60_000).unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await settle();
  });
}

/** A9: within seconds of a space's opening, by whatever hand. */
function welcomeWhoComes(app: FastifyInstance, inside: Inside): void {
  const report = (fault: Error): void => app.log.warn({ fault: fault.name }, 'welcome messages are late');
  const { stop } = startWelcoming(inside, 2_000, report);
  app.addHook('onClose', stop);
}
