import { Type, type Static } from 'typebox';
import { PasskeyAnswer } from './passkey-shapes.ts';
import type { RouteTable } from './route.ts';

/** Where a one-time code can be sent; `shown` is masked. */
export const CodeChannel = Type.Object({
  channel: Type.Union([Type.Literal('email'), Type.Literal('sms')]),
  shown: Type.String(),
});
export type CodeChannel = Static<typeof CodeChannel>;

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

const ticket = Type.String({ maxLength: 200 });
const password = Type.String({ maxLength: 200 });

export const sessionRoutes = {
  'POST /api/session/password': {
    summary: 'B1, step 1 of 3: identifier and password',
    body: Type.Object({ identifier: Type.String({ maxLength: 100 }), password }, { additionalProperties: false }),
    answer: Type.Object({ challenge: Type.String(), channels: Type.Array(CodeChannel) }),
  },
  'POST /api/session/code': {
    summary: 'B1, step 2 of 3: have a one-time code sent',
    body: Type.Object(
      { challenge: ticket, channel: Type.Union([Type.Literal('email'), Type.Literal('sms')]) },
      { additionalProperties: false },
    ),
    answer: Type.Object({ sentTo: Type.String(), expiresAt: Type.String() }),
  },
  'POST /api/session': {
    summary: 'B1, step 3 of 3: the code; opens a session in a cookie',
    body: Type.Object(
      { challenge: ticket, code: Type.String({ pattern: '^[0-9]{6}$' }) },
      { additionalProperties: false },
    ),
    answer: SignedIn,
    status: 201,
  },
  'POST /api/session/passkey': {
    summary: 'B6: what a passkey answered to a challenge (POST /api/passkey-challenges); opens a session in a cookie',
    body: Type.Object({ challenge: ticket, response: PasskeyAnswer }, { additionalProperties: false }),
    answer: SignedIn,
    status: 201,
  },
  'GET /api/session': { summary: 'Who is signed in', answer: SignedIn },
  'DELETE /api/session': { summary: 'B5: log out' },
  'POST /api/session/proof': {
    summary: 'Prove again to be the owner, by password or passkey; lasts 10 minutes, for what answers proof-required',
    body: Type.Union([
      Type.Object({ password }, { additionalProperties: false }),
      Type.Object({ challenge: ticket, response: PasskeyAnswer }, { additionalProperties: false }),
    ]),
  },
} as const satisfies RouteTable;
