import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ProfessionalCaller } from '../access/caller.ts';
import type { Meet } from '../directory/meeting.ts';
import { problem } from '../errors.ts';
import { clearCookie, loginCookie, professionalCookie, readCookie, setCookie } from './cookies.ts';
import { digest } from './one-time.ts';
import type { SessionParts } from './parts.ts';
import { RelyingParty, type LoginState, type RelyingPartyOptions } from './relying-party.ts';
import { refuseForeignOrigin } from './same-origin.ts';
import { seal, unseal } from './sealed.ts';
import { endSession, keepAlive, livesUntil, openSession } from './sessions.ts';
import { stranger } from './sign-in-audit.ts';

export interface LoginParts extends RelyingPartyOptions, Pick<SessionParts, 'database' | 'guard' | 'secret' | 'clock'> {
  /** Takes the professionals down in the directory. */
  meet: Meet;
}

/** Sign-in of professionals in a browser, under `/auth/professional`. Needs @fastify/cookie on `app`. */
export function serveProfessionalLogin(app: FastifyInstance, parts: LoginParts): void {
  const party = new RelyingParty(parts);
  const { secret, publicUrl, clock, database } = parts;

  app.get('/auth/professional/login', async (request, reply) => {
    const { url, login } = await party.begin(localPath(request));
    const ends = new Date(clock().getTime() + 600_000);
    setCookie(reply, loginCookie, publicUrl, seal(secret, 'login', login, ends));
    return reply.header('cache-control', 'no-store').redirect(url, 303);
  });

  app.get('/auth/professional/callback', async (request, reply) => {
    const sealed = readCookie(request, loginCookie, publicUrl) ?? '';
    const login = unseal(secret, 'login', sealed, clock()) as LoginState | undefined;
    clearCookie(reply, loginCookie, publicUrl);
    const caller = await completed(parts, party, request, login);
    await endSession(database, readCookie(request, professionalCookie, publicUrl));
    const session = await openSession(database, clock(), {
      kind: 'professional',
      professional: JSON.stringify(caller),
    });
    setCookie(reply, professionalCookie, publicUrl, session.token);
    return reply.header('cache-control', 'no-store').redirect(login?.returnTo ?? '/', 303);
  });

  app.get('/auth/professional/session', async (request, reply) => {
    const { name, rpps, profession } = await signedInProfessional(parts, request);
    return reply.header('cache-control', 'no-store').send({ name, rpps, profession });
  });

  app.post('/auth/professional/logout', async (request, reply) => {
    refuseForeignOrigin(request, publicUrl);
    const caller = await signedInProfessional(parts, request);
    await endSession(database, readCookie(request, professionalCookie, publicUrl));
    clearCookie(reply, professionalCookie, publicUrl);
    await parts.guard.record({ ...lineOf(request, caller), action: 'session.remove', reason: 'signed-out' });
    return reply.status(204).send();
  });
}

async function completed(
  parts: LoginParts,
  party: RelyingParty,
  request: FastifyRequest,
  login: LoginState | undefined,
): Promise<ProfessionalCaller> {
  try {
    if (!login) throw problem('login-failed');
    const { caller, described } = await party.complete(request.url.split('?')[1] ?? '', login);
    if (described) parts.meet(described);
    await parts.guard.record({ ...lineOf(request, caller), action: 'session.add', reason: 'signed-in' });
    return caller;
  } catch (error) {
    const refused = { actor: stranger, outcome: 'refused', reason: 'login-failed' } as const;
    await parts.guard.record({ request: request.id, action: 'session.add', ...refused });
    throw error;
  }
}

const lineOf = ({ id }: FastifyRequest, { rpps, name, profession, software }: ProfessionalCaller) => ({
  request: id,
  actor: { kind: 'professional', id: rpps, name, profession, software },
  outcome: 'success' as const,
});

/** Who a professional's browser session belongs to. @throws Problem `not-signed-in` */
export async function signedInProfessional(
  { database, publicUrl, clock }: Pick<LoginParts, 'database' | 'publicUrl' | 'clock'>,
  request: FastifyRequest,
): Promise<ProfessionalCaller> {
  const token = readCookie(request, professionalCookie, publicUrl) ?? '';
  const row = await database
    .selectFrom('session')
    .selectAll()
    .where('hash', '=', digest(token))
    .where('kind', '=', 'professional')
    .executeTakeFirst();
  const now = clock();
  if (!row?.professional || !livesUntil(row, now)) throw problem('not-signed-in');
  await keepAlive(database, now, row);
  return JSON.parse(row.professional) as ProfessionalCaller;
}

/** A path of ours to go to afterwards: never another site (`//evil.example`, `/\evil.example`). */
function localPath(request: FastifyRequest): string {
  const path = new URL(request.url, 'http://localhost').searchParams.get('returnTo') ?? '/';
  return /^\/(?![/\\])[\w\-./?=&%#]*$/.test(path) ? path : '/';
}
