import { vaccination, Vaccination } from '@passerelle/fhir-mappings';
import type { RouteTable } from './route.ts';
import { IdParams, Listed, Saved, shown } from './shapes.ts';

export const vaccinationRoutes = {
  'GET /api/vaccinations': { summary: 'D6: the vaccination record, newest first', answer: Listed(shown(vaccination)) },
  'POST /api/vaccinations': { summary: 'D6: add a vaccination', body: Vaccination, answer: Saved, status: 201 },
  'PUT /api/vaccinations/:id': {
    summary: 'D6: change a vaccination',
    params: IdParams,
    body: Vaccination,
    answer: Saved,
    versioned: true,
  },
  'DELETE /api/vaccinations/:id': { summary: 'D6: delete a vaccination', params: IdParams, versioned: true },
} as const satisfies RouteTable;
