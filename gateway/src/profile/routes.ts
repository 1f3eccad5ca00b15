import { allergy, disease, treatment } from '@passerelle/fhir-mappings';
import type { FastifyInstance } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import type { Enter } from '../access/enter.ts';
import { profileRoutes } from '../client/profile.ts';
import { asking } from '../entries/asking.ts';
import { register } from '../http/routes.ts';
import { sectionOf } from './use-cases.ts';

/** D1, D2, D5: diseases, treatments and allergies. Stands in a scope that makes the patient's caller. */
export function serveProfile(app: FastifyInstance, { enter }: { enter: Enter }): void {
  const diseases = sectionOf(enter, disease, 'diseases');
  const treatments = sectionOf(enter, treatment, 'treatments');
  const allergies = sectionOf(enter, allergy, 'allergies');
  register<typeof profileRoutes, PatientCaller>(app, profileRoutes, {
    'GET /api/profile/diseases': (given) => diseases.list(asking(given)),
    'POST /api/profile/diseases': (given) => diseases.add(asking(given), given.body),
    'PUT /api/profile/diseases/:id': (given) =>
      diseases.change(asking(given), given.params.id, given.version, given.body),
    'DELETE /api/profile/diseases/:id': (given) => diseases.remove(asking(given), given.params.id, given.version),
    'PUT /api/profile/diseases/nothing': (given) => diseases.declareNothing(asking(given), given.body.nothing),
    'GET /api/profile/treatments': (given) => treatments.list(asking(given)),
    'POST /api/profile/treatments': (given) => treatments.add(asking(given), given.body),
    'PUT /api/profile/treatments/:id': (given) =>
      treatments.change(asking(given), given.params.id, given.version, given.body),
    'DELETE /api/profile/treatments/:id': (given) => treatments.remove(asking(given), given.params.id, given.version),
    'PUT /api/profile/treatments/nothing': (given) => treatments.declareNothing(asking(given), given.body.nothing),
    'GET /api/profile/allergies': (given) => allergies.list(asking(given)),
    'POST /api/profile/allergies': (given) => allergies.add(asking(given), given.body),
    'PUT /api/profile/allergies/:id': (given) =>
      allergies.change(asking(given), given.params.id, given.version, given.body),
    'DELETE /api/profile/allergies/:id': (given) => allergies.remove(asking(given), given.params.id, given.version),
    'PUT /api/profile/allergies/nothing': (given) => allergies.declareNothing(asking(given), given.body.nothing),
  });
}
