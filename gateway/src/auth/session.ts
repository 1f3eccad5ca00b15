import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sessionRoutes, type SignedIn } from '../client/session.ts';
import { register } from '../http/routes.ts';
import type { Caller } from '../access/caller.ts';
import { familyNameOf, firstNameOf, type Account } from './accounts.ts';
import { clearCookie, deviceCookie, readCookie, sessionCookie, setCookie } from './cookies.ts';
import { identifyPatient, signedIn } from './identify-patient.ts';
import { freshDevice, knownDevice } from './known-device.ts';
import type { Origin, SessionParts } from './parts.ts';
import { refuseForeignOrigin } from './same-origin.ts';
import { endSession, openSession } from './sessions.ts';
import { checkPassword, redeemCode, sendCode } from './sign-in.ts';

const {
  'GET /api/session': show,
  'DELETE /api/session': signOut,
  'POST /api/session/password': password,
  'POST /api/session/code': code,
  'POST /api/session': signIn,
} = sessionRoutes;

/** B1 and B5 under `/api/session`. Needs @fastify/cookie on `app`. */
export function serveSession(app: FastifyInstance, parts: SessionParts): void {
  void app.register(async (open) => {
    open.addHook('onRequest', async (request) => refuseForeignOrigin(request, parts.publicUrl));
    serveSigningIn(open, parts);
  });
  void app.register(async (own) => {
    const identify = identifyPatient(parts);
    own.addHook('onRequest', async (request) => {
      request.caller = await identify(request);
    });
    serveOwnSession(own, parts);
  });
}

function serveSigningIn(app: FastifyInstance, parts: SessionParts): void {
  const table = { 'POST /api/session/password': password, 'POST /api/session/code': code, 'POST /api/session': signIn };
  register<typeof table, null>(app, table, {
    'POST /api/session/password': ({ body, exchange }) => checkPassword(parts, body, originOf(parts, exchange.request)),
    'POST /api/session/code': ({ body, exchange }) => sendCode(parts, body, originOf(parts, exchange.request)),
    'POST /api/session': async ({ body, exchange: { request, reply } }) => {
      const account = await redeemCode(parts, body, originOf(parts, request));
      return startSession(parts, account, request, reply);
    },
  });
}

/** A session of its own for each sign-in: one that was in the cookie before ends. */
async function startSession(
  parts: SessionParts,
  account: Account,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn> {
  const { database, publicUrl, secret, clock } = parts;
  await endSession(database, readCookie(request, sessionCookie, publicUrl));
  const session = await openSession(database, clock(), { kind: 'patient', account: account.id });
  setCookie(reply, sessionCookie, publicUrl, session.token);
  const device = readCookie(request, deviceCookie, publicUrl);
  if (!knownDevice(secret, account.id, device))
    setCookie(reply, deviceCookie, publicUrl, freshDevice(secret, account.id));
  return ownerOf(parts, account.patient, session.endsAt);
}

function serveOwnSession(app: FastifyInstance, parts: SessionParts): void {
  const table = { 'GET /api/session': show, 'DELETE /api/session': signOut };
  register<typeof table, Caller>(app, table, {
    'GET /api/session': async ({ exchange: { request } }) => {
      const { caller, endsAt } = await signedIn(parts, request);
      return ownerOf(parts, caller.person, endsAt);
    },
    'DELETE /api/session': async ({ exchange: { request, reply } }) => {
      const { caller } = await signedIn(parts, request);
      await endSession(parts.database, readCookie(request, sessionCookie, parts.publicUrl));
      clearCookie(reply, sessionCookie, parts.publicUrl);
      await parts.guard.record({
        ...{ request: request.id, action: 'session.remove', patient: caller.person },
        actor: { kind: 'patient', id: caller.person, name: caller.name },
        ...{ outcome: 'success', reason: 'signed-out' },
      });
      return undefined;
    },
  });
}

async function ownerOf({ database, mssDomain }: SessionParts, patient: string, endsAt: Date): Promise<SignedIn> {
  const person = await database
    .selectFrom('space')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .selectAll('insured')
    .where('patient', '=', patient)
    .executeTakeFirstOrThrow();
  return {
    patientId: patient,
    name: familyNameOf(person),
    firstName: firstNameOf(person),
    ins: person.ins,
    mailAddress: `${person.ins}@${mssDomain}`,
    endsAt: endsAt.toISOString(),
  };
}

const originOf = (parts: SessionParts, request: FastifyRequest): Origin => ({
  request: request.id,
  ip: request.ip,
  device: readCookie(request, deviceCookie, parts.publicUrl),
});
