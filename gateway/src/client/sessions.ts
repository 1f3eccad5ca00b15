import { Type, type Static } from 'typebox';
import type { RouteTable } from './route.ts';

/** An open session. `device` may be empty; `source` is an address with its end masked; `own`: the one that asks. */
export const OpenSession = Type.Object({
  id: Type.String(),
  device: Type.String(),
  source: Type.String(),
  since: Type.String(),
  seenAt: Type.String(),
  by: Type.Union([Type.Literal('code'), Type.Literal('passkey')]),
  own: Type.Boolean(),
});
export type OpenSession = Static<typeof OpenSession>;

export const ownSessionsRoutes = {
  'GET /api/sessions': {
    summary: 'B5: own open sessions, the newest first',
    answer: Type.Object({ sessions: Type.Array(OpenSession) }),
  },
  'DELETE /api/sessions/:id': {
    summary: 'B5: end one of them; another than the own needs a proof',
    params: Type.Object({ id: Type.String({ maxLength: 50 }) }),
  },
  'DELETE /api/sessions': {
    summary: 'B5: end all of them, or all but the own with keep=own; needs a proof',
    query: Type.Object({ keep: Type.Optional(Type.Literal('own')) }, { additionalProperties: false }),
  },
} as const satisfies RouteTable;
