import type { FastifyInstance } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import type { Enter } from '../access/enter.ts';
import { measureRoutes } from '../client/measures.ts';
import { asking } from '../entries/asking.ts';
import { problem } from '../errors.ts';
import { register } from '../http/routes.ts';
import { checkRange } from './range.ts';
import { isMeasureName, measureNames, measuresOf } from './use-cases.ts';

/** D9: measures. Stands in a scope that makes the patient's caller. */
export function serveMeasures(app: FastifyInstance, { enter }: { enter: Enter }): void {
  const measures = measuresOf(enter);
  void app.register(async (scope) => {
    scope.addHook('preValidation', async (request) => checkRange(request.body));
    register<typeof measureRoutes, PatientCaller>(scope, measureRoutes, {
      'GET /api/measures/latest': async (given) => ({ entries: await measures.latest(asking(given)) }),
      'GET /api/measures': async (given) => {
        const { kind } = given.query;
        if (!isMeasureName(kind)) throw problem('request-invalid', { detail: `kind: ${measureNames.join(', ')}` });
        return measures.history(asking(given), kind);
      },
      'POST /api/measures': (given) => measures.add(asking(given), given.body),
      'PUT /api/measures/:id': (given) => measures.change(asking(given), given.params.id, given.version, given.body),
      'DELETE /api/measures/:id': (given) => measures.remove(asking(given), given.params.id, given.version),
    });
  });
}
