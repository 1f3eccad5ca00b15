import { Type } from 'typebox';
import type { RouteTable } from './route.ts';

const birthDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const ticket = Type.String({ maxLength: 200 });

/** B3 and B4. What is answered is the same whether there is such an account or not. */
export const recoveryRoutes = {
  'POST /api/recovery/identifier': {
    summary: 'B3: have the identifier sent to the verified address or mobile, if there is one',
    body: Type.Union([
      Type.Object({ email: Type.String({ minLength: 3, maxLength: 200 }), birthDate }, { additionalProperties: false }),
      Type.Object(
        { mobile: Type.String({ pattern: '^[+0-9 .()-]{8,25}$' }), birthDate },
        { additionalProperties: false },
      ),
    ]),
    answer: Type.Object({}),
    status: 202,
  },
  'POST /api/recovery/password': {
    summary: 'B4: have a one-time link sent to the verified address, if there is such an account',
    body: Type.Object({ identifier: Type.String({ minLength: 1, maxLength: 100 }) }, { additionalProperties: false }),
    answer: Type.Object({}),
    status: 202,
  },
  'POST /api/recovery/password/way': {
    summary: 'B4: what the holder of a link needs besides; sends a code to a verified mobile',
    body: Type.Object({ ticket }, { additionalProperties: false }),
    answer: Type.Object({ needsCode: Type.Boolean(), sentTo: Type.Optional(Type.String()) }),
  },
  'PUT /api/recovery/password': {
    summary: 'B4: choose the new password; the link has then served, and every session of the account is ended',
    body: Type.Object(
      {
        ticket,
        code: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
        password: Type.String({ maxLength: 200 }),
      },
      { additionalProperties: false },
    ),
  },
} as const satisfies RouteTable;
