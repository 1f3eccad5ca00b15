import { Type } from 'typebox';
import type { RouteTable } from './route.ts';

/** Codes go in a body, never in a path: paths are logged, kept in histories and sent as referrers. */
export const certificateRoutes = {
  'POST /api/certificates/pdf': {
    summary: 'A3, F5: the certificate as a PDF, for a day after it was made',
    body: Type.Object(
      {
        certificate: Type.String({ maxLength: 600 }),
        language: Type.Optional(Type.Union([Type.Literal('fr'), Type.Literal('en')])),
      },
      { additionalProperties: false },
    ),
    transfer: 'bytes',
  },
  'POST /api/certificates/check': {
    summary: 'A3, F5: what a certificate says, by its verification code; names and numbers are masked',
    body: Type.Object({ code: Type.String({ minLength: 16, maxLength: 40 }) }, { additionalProperties: false }),
    answer: Type.Object({
      kind: Type.Union([Type.Literal('opposition'), Type.Literal('closing')]),
      at: Type.String(),
      nameShown: Type.String(),
      insShown: Type.String(),
      inForce: Type.Boolean({ description: 'whether the space is still refused or closed' }),
    }),
  },
} as const satisfies RouteTable;
