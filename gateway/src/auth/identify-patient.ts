import type { FastifyRequest } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { personHeader, profileHeader } from '../client/profile-header.ts';
import { problem } from '../errors.ts';
import { isFhirId } from '../fhir/server.ts';
import { nameOf } from './accounts.ts';
import { deviceCookie, readCookie, sessionCookie } from './cookies.ts';
import { deviceOf } from './known-device.ts';
import { digest } from './one-time.ts';
import type { SessionParts } from './parts.ts';
import { refuseForeignOrigin } from './same-origin.ts';
import { endSession, keepAlive, livesUntil } from './sessions.ts';

export type IdentifyParts = Pick<SessionParts, 'database' | 'publicUrl' | 'clock'>;

/**
 * Who calls under `/api`: the owner of the session in the cookie, in a request of our own pages, for the space that the header
 * `Passerelle-Profile` names or else their own. The header is a wish: the policy says whether it is granted.
 * @throws Problem `not-signed-in` (also from the page of another person), `origin-refused`, `request-invalid` for a header that is no id
 */
export const identifyPatient =
  (parts: IdentifyParts) =>
  async (request: FastifyRequest): Promise<PatientCaller> => {
    refuseForeignOrigin(request, parts.publicUrl);
    const profile = profileOf(request);
    const { caller } = await signedIn(parts, request);
    const page = request.headers[personHeader.toLowerCase()];
    if (page !== undefined && page !== caller.person) throw problem('not-signed-in');
    return profile === undefined ? caller : { ...caller, patient: profile };
  };

function profileOf({ headers }: FastifyRequest): string | undefined {
  const profile = headers[profileHeader.toLowerCase()];
  if (profile === undefined) return undefined;
  if (typeof profile !== 'string' || !isFhirId(profile)) throw problem('request-invalid', { detail: profileHeader });
  return profile;
}

/** The session of a request, with its owner in their own space, and the owner's names. @throws Problem `not-signed-in` */
export async function signedIn({ database, publicUrl, clock }: IdentifyParts, request: FastifyRequest) {
  const token = readCookie(request, sessionCookie, publicUrl);
  const row = token ? await findSession(database, token) : undefined;
  const now = clock();
  if (!row || !livesUntil(row, now)) throw problem('not-signed-in');
  // A session that turns up without the device where it began was taken from there: it serves nobody any more.
  if (row.device && row.device !== deviceOf(readCookie(request, deviceCookie, publicUrl))) {
    await endSession(database, token);
    throw problem('not-signed-in');
  }
  const endsAt = await keepAlive(database, now, row);
  const caller: PatientCaller = {
    kind: 'patient',
    account: row.account,
    person: row.patient,
    patient: row.patient,
    session: row.id,
    name: nameOf(row),
  };
  return { caller, person: row, endsAt };
}

const findSession = (database: SessionParts['database'], token: string) =>
  database
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account')
    .innerJoin('space', 'space.patient', 'account.patient')
    .innerJoin('insured', 'insured.ins', 'space.ins')
    .select([
      'session.id',
      'session.device',
      'session.idle_until',
      'session.ends_at',
      'account.id as account',
      'space.patient',
      'space.ins',
    ])
    .select(['insured.birth_name', 'insured.first_names', 'insured.used_name', 'insured.used_first_name'])
    .where('session.hash', '=', digest(token))
    .where('session.kind', '=', 'patient')
    .where('account.closed_at', 'is', null)
    .executeTakeFirst();
