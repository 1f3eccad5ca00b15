import { vaccination, type Vaccination } from '@passerelle/fhir-mappings';
import type { FastifyInstance } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import type { Enter } from '../access/enter.ts';
import { vaccinationRoutes } from '../client/vaccinations.ts';
import { asking } from '../entries/asking.ts';
import { entriesOf } from '../entries/entries.ts';
import type { KeptEntry } from '../entries/kept.ts';
import { register } from '../http/routes.ts';

/** D6: the vaccination record. Stands in a scope that makes the patient's caller. */
export function serveVaccinations(app: FastifyInstance, { enter }: { enter: Enter }): void {
  const vaccinations = entriesOf(enter, vaccination);
  register<typeof vaccinationRoutes, PatientCaller>(app, vaccinationRoutes, {
    'GET /api/vaccinations': async (given) => {
      const { entries, foreign } = await vaccinations.list(asking(given));
      return { entries: entries.sort(newestFirst), foreign };
    },
    'POST /api/vaccinations': (given) => vaccinations.add(asking(given), given.body),
    'PUT /api/vaccinations/:id': (given) =>
      vaccinations.change(asking(given), given.params.id, given.version, given.body),
    'DELETE /api/vaccinations/:id': (given) => vaccinations.remove(asking(given), given.params.id, given.version),
  });
}

const newestFirst = (one: KeptEntry<Vaccination>, other: KeptEntry<Vaccination>): number =>
  other.entry.date.localeCompare(one.entry.date);
