import type { FastifyInstance } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { consentRoutes } from '../client/consents.ts';
import { asking } from '../entries/asking.ts';
import { register } from '../http/routes.ts';
import { consentsOf, type ConsentParts } from './use-cases.ts';

/** F2, F3, X2: access. Stands in a scope that makes the patient's caller. */
export function serveConsents(app: FastifyInstance, parts: ConsentParts): void {
  const consents = consentsOf(parts);
  register<typeof consentRoutes, PatientCaller>(app, consentRoutes, {
    'GET /api/access': (given) => consents.access(asking(given)),
    'PUT /api/access/professionals/:rpps': (given) => consents.set(asking(given), given.params.rpps, given.body.status),
    'DELETE /api/access/professionals/:rpps': (given) => consents.withdraw(asking(given), given.params.rpps),
    'PUT /api/access/emergency': (given) => consents.setEmergency(asking(given), given.body),
    'GET /api/access/professionals': async (given) => ({
      professionals: await consents.search(asking(given), given.query.search),
    }),
    'GET /api/access/log': (given) => consents.log(asking(given), given.query),
  });
}
