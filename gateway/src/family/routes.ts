import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { familyRoutes } from '../client/family.ts';
import { register } from '../http/routes.ts';
import { accept, refuse } from './answering.ts';
import { closeMinor } from './closing.ts';
import { invite, withdraw } from './invitations.ts';
import { family } from './minors.ts';
import { openMinors, opposeMinor } from './opening.ts';
import type { Asking, FamilyParts } from './parts.ts';
import { listRepresentatives, remove, withdrawRemoval } from './representatives.ts';

/** C1 to C3 under `/api/family`: a person and the children whom they represent, whatever space the page is in. */
export function serveFamily(app: FastifyInstance, parts: FamilyParts): void {
  const asking = (caller: PatientCaller, { request }: { request: FastifyRequest }): Asking => ({
    caller,
    request: request.id,
  });
  register<typeof familyRoutes, PatientCaller>(app, familyRoutes, {
    'GET /api/family': ({ caller, exchange }) => family(parts, asking(caller, exchange)),
    'POST /api/family/minors': ({ caller, body, exchange }) => openMinors(parts, asking(caller, exchange), body),
    'POST /api/family/minors/:ref/opposition': ({ caller, params, body, exchange }) =>
      opposeMinor(parts, asking(caller, exchange), params.ref, body.certifies),
    'POST /api/family/:profile/closing': ({ caller, params, body, exchange }) =>
      closeMinor(parts, asking(caller, exchange), params.profile, body.firstName),
    'GET /api/family/:profile/representatives': ({ caller, params, exchange }) =>
      listRepresentatives(parts, asking(caller, exchange), params.profile),
    'POST /api/family/:profile/invitations': ({ caller, params, body, exchange }) =>
      invite(parts, asking(caller, exchange), params.profile, body),
    'DELETE /api/family/:profile/invitations/:id': ({ caller, params, exchange }) =>
      withdraw(parts, asking(caller, exchange), params.profile, params.id),
    'POST /api/family/invitations/:id/acceptance': ({ caller, params, body, exchange }) =>
      accept(parts, asking(caller, exchange), params.id, body.certifies),
    'POST /api/family/invitations/:id/refusal': ({ caller, params, exchange }) =>
      refuse(parts, asking(caller, exchange), params.id),
    'POST /api/family/:profile/representatives/:id/removal': ({ caller, params, exchange }) =>
      remove(parts, asking(caller, exchange), params.profile, params.id),
    'DELETE /api/family/:profile/removals/:id': ({ caller, params, exchange }) =>
      withdrawRemoval(parts, asking(caller, exchange), params.profile, params.id),
  });
}
