import {
  allergy,
  Allergy,
  disease,
  Disease,
  treatment,
  Treatment,
  type Concept,
  type Recorded,
} from '@passerelle/fhir-mappings';
import type { Resource } from '@medplum/fhirtypes';
import { Type, type Static, type TSchema } from 'typebox';
import type { Route, RouteTable } from './route.ts';
import { IdParams, Listed, Saved, shown } from './shapes.ts';

/** A section of the medical profile; `nothing`: the patient said that there is nothing to declare. */
const section = <E extends TSchema, R extends Resource>(entry: E, concept: Concept<Recorded<Static<E>>, R>) =>
  ({
    list: {
      summary: 'The section of the medical profile, with who wrote each entry and when',
      answer: Type.Object({ ...Listed(shown(concept)).properties, nothing: Type.Boolean() }),
    },
    add: { summary: 'Add an entry', body: entry, answer: Saved, status: 201 },
    change: { summary: 'Change an entry', params: IdParams, body: entry, answer: Saved, versioned: true },
    remove: { summary: 'Delete an entry', params: IdParams, versioned: true },
    nothing: {
      summary: 'Say that there is nothing to declare, or take it back',
      body: Type.Object({ nothing: Type.Boolean() }, { additionalProperties: false }),
    },
  }) as const satisfies Record<string, Route>;

const diseases = section(Disease, disease);
const treatments = section(Treatment, treatment);
const allergies = section(Allergy, allergy);

export const profileRoutes = {
  'GET /api/profile/diseases': diseases.list,
  'POST /api/profile/diseases': diseases.add,
  'PUT /api/profile/diseases/:id': diseases.change,
  'DELETE /api/profile/diseases/:id': diseases.remove,
  'PUT /api/profile/diseases/nothing': diseases.nothing,
  'GET /api/profile/treatments': treatments.list,
  'POST /api/profile/treatments': treatments.add,
  'PUT /api/profile/treatments/:id': treatments.change,
  'DELETE /api/profile/treatments/:id': treatments.remove,
  'PUT /api/profile/treatments/nothing': treatments.nothing,
  'GET /api/profile/allergies': allergies.list,
  'POST /api/profile/allergies': allergies.add,
  'PUT /api/profile/allergies/:id': allergies.change,
  'DELETE /api/profile/allergies/:id': allergies.remove,
  'PUT /api/profile/allergies/nothing': allergies.nothing,
} as const satisfies RouteTable;
