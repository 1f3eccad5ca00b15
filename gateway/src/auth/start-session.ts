import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '../client/session.ts';
import { familyNameOf, firstNameOf, type Account } from './accounts.ts';
import { deviceCookie, readCookie, sessionCookie, setCookie } from './cookies.ts';
import { meetDevice } from './known-device.ts';
import type { Origin, SessionParts } from './parts.ts';
import { endSession, openSession } from './sessions.ts';
import { maskedSource } from './throttle.ts';

export const originOf = (parts: Pick<SessionParts, 'publicUrl'>, request: FastifyRequest): Origin => ({
  request: request.id,
  ip: request.ip,
  device: readCookie(request, deviceCookie, parts.publicUrl),
  agent: request.headers['user-agent'],
});

/**
 * A session of its own for each sign-in, bound to its device: one that was in the cookie before ends.
 * @param account as it was when its owner proved themselves
 * @throws Problem `challenge-expired` when it is no longer so
 */
export async function startSession(
  parts: SessionParts,
  account: Pick<Account, 'id' | 'patient' | 'password'>,
  by: 'code' | 'passkey',
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<SignedIn> {
  const { database, publicUrl, clock } = parts;
  const origin = originOf(parts, request);
  await endSession(database, readCookie(request, sessionCookie, publicUrl));
  const device = await meetDevice(parts, account.id, origin);
  const session = await openSession(database, clock(), {
    ...{ kind: 'patient', account: account.id, password: account.password, by },
    ...{ device: device.id, deviceName: device.name, source: maskedSource(origin.ip) },
  });
  setCookie(reply, sessionCookie, publicUrl, session.token);
  if (device.cookie) setCookie(reply, deviceCookie, publicUrl, device.cookie);
  return ownerOf(parts, account.patient, session.endsAt);
}

/** Who is signed in, for the banner. */
export async function ownerOf(
  { database, mssDomain }: Pick<SessionParts, 'database' | 'mssDomain'>,
  patient: string,
  endsAt: Date,
): Promise<SignedIn> {
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
