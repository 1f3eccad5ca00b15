import { Type, type Static } from 'typebox';
import type { RouteTable } from './route.ts';

/** Where a one-time code can be sent; `shown` is masked. */
export const CodeChannel = Type.Object({
  channel: Type.Union([Type.Literal('email'), Type.Literal('sms')]),
  shown: Type.String(),
});

/** Who is signed in, for the banner. `ins` is the matricule with its key, 15 digits. */
export const SignedIn = Type.Object({
  patientId: Type.String(),
  name: Type.String(),
  firstName: Type.String(),
  ins: Type.String(),
  mailAddress: Type.String(),
  endsAt: Type.String(),
});
export type SignedIn = Static<typeof SignedIn>;

export const sessionRoutes = {
  'POST /api/session/password': {
    summary: 'B1, step 1 of 3: identifier and password',
    body: Type.Object(
      { identifier: Type.String({ maxLength: 100 }), password: Type.String({ maxLength: 200 }) },
      { additionalProperties: false },
    ),
    answer: Type.Object({ challenge: Type.String(), channels: Type.Array(CodeChannel) }),
  },
  'POST /api/session/code': {
    summary: 'B1, step 2 of 3: have a one-time code sent',
    body: Type.Object(
      { challenge: Type.String({ maxLength: 200 }), channel: Type.Union([Type.Literal('email'), Type.Literal('sms')]) },
      { additionalProperties: false },
    ),
    answer: Type.Object({ sentTo: Type.String(), expiresAt: Type.String() }),
  },
  'POST /api/session': {
    summary: 'B1, step 3 of 3: the code; opens a session in a cookie',
    body: Type.Object(
      { challenge: Type.String({ maxLength: 200 }), code: Type.String({ pattern: '^[0-9]{6}$' }) },
      { additionalProperties: false },
    ),
    answer: SignedIn,
    status: 201,
  },
  'GET /api/session': { summary: 'Who is signed in', answer: SignedIn },
  'DELETE /api/session': { summary: 'B5: log out' },
} as const satisfies RouteTable;
