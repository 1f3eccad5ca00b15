import { Type } from 'typebox';
import type { RouteTable } from './route.ts';

export const spaceRoutes = {
  'POST /api/spaces/identification': {
    summary: 'A2: provisional code, card type, NIR (15 characters) and card serial; opens the way to the choice',
    body: Type.Object(
      {
        code: Type.String({ pattern: '^[A-Za-z0-9]{12}$' }),
        card: Type.Union([Type.Literal('with-photo'), Type.Literal('without-photo')]),
        nir: Type.String({ pattern: '^[0-9AaBb ]{13,25}$' }),
        serial: Type.String({ pattern: '^[0-9]{8,13}$' }),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ opening: Type.String(), firstName: Type.String(), emailShown: Type.String() }),
  },
  'POST /api/spaces': {
    summary: 'A3 and A5: activate the space, choosing identifier and password',
    body: Type.Object(
      {
        opening: Type.String({ maxLength: 200 }),
        acceptsTerms: Type.Literal(true),
        identifier: Type.String({ maxLength: 100 }),
        password: Type.String({ maxLength: 200 }),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ identifier: Type.String() }),
    status: 201,
  },
} as const satisfies RouteTable;
