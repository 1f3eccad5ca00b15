import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { ownSessionsRoutes } from '../client/sessions.ts';
import { sessionRoutes } from '../client/session.ts';
import { register } from '../http/routes.ts';
import { clearCookie, readCookie, sessionCookie } from './cookies.ts';
import { identifyPatient, signedIn } from './identify-patient.ts';
import { endEverywhere, endOne, listSessions } from './own-sessions.ts';
import { proveByPasskey, redeemPasskey } from './passkey-use.ts';
import { serveOwnPasskeys, servePasskeyChallenges } from './passkey-routes.ts';
import { proveByPassword, requireProof } from './proof.ts';
import { serveRecovery } from './recovery-routes.ts';
import type { SessionParts } from './parts.ts';
import { refuseForeignOrigin } from './same-origin.ts';
import { endSession } from './sessions.ts';
import { checkPassword, redeemCode, sendCode } from './sign-in.ts';
import { originOf, ownerOf, startSession } from './start-session.ts';

const {
  'GET /api/session': show,
  'DELETE /api/session': signOut,
  'POST /api/session/proof': proof,
  'POST /api/session/password': password,
  'POST /api/session/code': code,
  'POST /api/session/passkey': passkey,
  'POST /api/session': signIn,
} = sessionRoutes;

/** B1 to B6: the ways in and back in for everybody, and for who is in their sessions and passkeys. Needs @fastify/cookie on `app`. */
export function serveSession(app: FastifyInstance, parts: SessionParts): void {
  void app.register(async (open) => {
    open.addHook('onRequest', async (request) => refuseForeignOrigin(request, parts.publicUrl));
    serveSigningIn(open, parts);
    servePasskeyChallenges(open, parts);
    serveRecovery(open, parts);
  });
  void app.register(async (own) => {
    const identify = identifyPatient(parts);
    own.addHook('onRequest', async (request) => {
      request.caller = await identify(request);
    });
    serveOwnSession(own, parts);
    serveOwnSessions(own, parts);
    serveOwnPasskeys(own, parts);
  });
}

function serveSigningIn(app: FastifyInstance, parts: SessionParts): void {
  const table = {
    ...{ 'POST /api/session/password': password, 'POST /api/session/code': code },
    ...{ 'POST /api/session': signIn, 'POST /api/session/passkey': passkey },
  };
  register<typeof table, null>(app, table, {
    'POST /api/session/password': ({ body, exchange }) => checkPassword(parts, body, originOf(parts, exchange.request)),
    'POST /api/session/code': ({ body, exchange }) => sendCode(parts, body, originOf(parts, exchange.request)),
    'POST /api/session': async ({ body, exchange }) =>
      startSession(parts, await redeemCode(parts, body, originOf(parts, exchange.request)), 'code', exchange),
    'POST /api/session/passkey': async ({ body, exchange }) =>
      startSession(parts, await redeemPasskey(parts, body, originOf(parts, exchange.request)), 'passkey', exchange),
  });
}

function serveOwnSession(app: FastifyInstance, parts: SessionParts): void {
  const table = { 'GET /api/session': show, 'DELETE /api/session': signOut, 'POST /api/session/proof': proof };
  register<typeof table, PatientCaller>(app, table, {
    'GET /api/session': async ({ exchange: { request } }) => {
      const { caller, endsAt } = await signedIn(parts, request);
      return ownerOf(parts, caller.person, endsAt);
    },
    'DELETE /api/session': async ({ caller, exchange }) => leave(parts, caller, exchange),
    'POST /api/session/proof': async ({ caller, body, exchange: { request } }) => {
      const origin = originOf(parts, request);
      if ('password' in body) await proveByPassword(parts, caller, body.password, origin);
      else await proveByPasskey(parts, caller, body, origin);
    },
  });
}

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

async function leave(parts: SessionParts, caller: PatientCaller, { request, reply }: Exchange): Promise<void> {
  await endSession(parts.database, readCookie(request, sessionCookie, parts.publicUrl));
  clearCookie(reply, sessionCookie, parts.publicUrl);
  await recordEnd(parts, caller, request, 'signed-out');
}

function serveOwnSessions(app: FastifyInstance, parts: SessionParts): void {
  register<typeof ownSessionsRoutes, PatientCaller>(app, ownSessionsRoutes, {
    'GET /api/sessions': async ({ caller }) => ({ sessions: await listSessions(parts, caller) }),
    'DELETE /api/sessions/:id': async ({ caller, params: { id }, exchange }) => {
      if (id === caller.session) return leave(parts, caller, exchange);
      await requireProof(parts, caller);
      await endOne(parts, caller, id);
      await recordEnd(parts, caller, exchange.request, 'session-ended');
    },
    'DELETE /api/sessions': async ({ caller, query: { keep }, exchange: { request, reply } }) => {
      await requireProof(parts, caller);
      await endEverywhere(parts, caller, keep);
      if (!keep) clearCookie(reply, sessionCookie, parts.publicUrl);
      await recordEnd(parts, caller, request, 'sessions-ended');
    },
  });
}

const recordEnd = (
  { guard }: SessionParts,
  { person, name }: PatientCaller,
  { id }: FastifyRequest,
  reason: string,
): Promise<void> =>
  guard.record({
    ...{ request: id, action: 'session.remove', patient: person, outcome: 'success', reason },
    actor: { kind: 'patient', id: person, name },
  });
