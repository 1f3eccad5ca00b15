import { measure, Measure } from '@passerelle/fhir-mappings';
import { Type } from 'typebox';
import type { RouteTable } from './route.ts';
import { IdParams, Kept, Listed, Saved, shown } from './shapes.ts';

export const measureRoutes = {
  'GET /api/measures/latest': {
    summary: 'D9: the last value of each kind of measure that has one',
    answer: Type.Object({ entries: Type.Array(Kept(shown(measure))) }),
  },
  'GET /api/measures': {
    summary: 'D9: the history of one kind of measure, newest first',
    query: Type.Object({ kind: Type.String({ maxLength: 40 }) }),
    answer: Listed(shown(measure)),
  },
  'POST /api/measures': { summary: 'D9: add a measure', body: Measure, answer: Saved, status: 201 },
  'PUT /api/measures/:id': {
    summary: 'D9: change a measure',
    params: IdParams,
    body: Measure,
    answer: Saved,
    versioned: true,
  },
  'DELETE /api/measures/:id': { summary: 'D9: delete a measure', params: IdParams, versioned: true },
} as const satisfies RouteTable;
