import { Type, type Static } from 'typebox';
import { AskingOptions, MakingOptions, NewPasskey } from './passkey-shapes.ts';
import type { RouteTable } from './route.ts';

/** A passkey of an account. `backedUp`: it is kept by a provider, and comes back when the device is lost. */
export const Passkey = Type.Object({
  id: Type.String(),
  name: Type.String(),
  createdAt: Type.String(),
  usedAt: Type.Optional(Type.String()),
  backedUp: Type.Boolean(),
});
export type Passkey = Static<typeof Passkey>;

const name = Type.String({ minLength: 1, maxLength: 50, pattern: '\\S' });
const params = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,1400}$' }) });

/** B6, for everybody. */
export const passkeyChallengeRoutes = {
  'POST /api/passkey-challenges': {
    summary: 'B6: a challenge for a passkey, to sign in or to prove oneself; it serves once, within 5 minutes',
    answer: Type.Object({ challenge: Type.String(), options: AskingOptions }),
    status: 201,
  },
} as const satisfies RouteTable;

/** B6, for who is signed in; adding and removing need a proof. */
export const passkeyRoutes = {
  'GET /api/passkeys': { summary: 'B6: own passkeys', answer: Type.Object({ passkeys: Type.Array(Passkey) }) },
  'POST /api/passkeys/options': {
    summary: 'B6: what a browser needs to make a passkey; needs a proof',
    answer: Type.Object({ challenge: Type.String(), options: MakingOptions }),
  },
  'POST /api/passkeys': {
    summary: 'B6: keep the passkey that was made; needs a proof',
    body: Type.Object(
      { challenge: Type.String({ maxLength: 200 }), name, response: NewPasskey },
      { additionalProperties: false },
    ),
    answer: Passkey,
    status: 201,
  },
  'PUT /api/passkeys/:id': {
    summary: 'B6: name a passkey',
    params,
    body: Type.Object({ name }, { additionalProperties: false }),
  },
  'DELETE /api/passkeys/:id': { summary: 'B6: remove a passkey; needs a proof', params },
} as const satisfies RouteTable;
