import { Type, type Static } from 'typebox';
import type { RouteTable } from './route.ts';
import { Rpps } from './shapes.ts';

export const Emergency = Type.Object(
  {
    samu: Type.Boolean({ description: 'The SAMU may read' }),
    others: Type.Boolean({ description: 'Other professionals may read in an emergency' }),
    hidden: Type.Boolean({ description: 'Hidden documents may be read in an emergency' }),
  },
  { additionalProperties: false },
);
export type Emergency = Static<typeof Emergency>;

export const KnownProfessional = Type.Object({
  rpps: Rpps,
  name: Type.String(),
  profession: Type.Optional(Type.String({ description: 'code of TRE_G15' })),
  status: Type.Union([Type.Literal('authorised'), Type.Literal('blocked')]),
  since: Type.String(),
});
export type KnownProfessional = Static<typeof KnownProfessional>;

export const AccessLine = Type.Object({
  at: Type.String(),
  who: Type.String(),
  kind: Type.Union([
    Type.Literal('patient'),
    Type.Literal('representative', { description: 'A legal representative of a minor' }),
    Type.Literal('person', { description: 'Another person, whose the space is not' }),
    Type.Literal('professional'),
    Type.Literal('organization'),
    Type.Literal('operator'),
    Type.Literal('unknown', { description: 'Somebody who tried to sign in and failed; has no name' }),
  ]),
  profession: Type.Optional(Type.String()),
  action: Type.String({ description: 'concept.verb, e.g. document.read' }),
  allowed: Type.Boolean(),
  outcome: Type.Union([Type.Literal('success'), Type.Literal('refused'), Type.Literal('failed')]),
  emergency: Type.Boolean(),
  reason: Type.Optional(Type.String()),
});
export type AccessLine = Static<typeof AccessLine>;

export const consentRoutes = {
  'GET /api/access': {
    summary: 'F2, F3: professionals authorised and blocked, and the emergency switches',
    answer: Type.Object({ professionals: Type.Array(KnownProfessional), emergency: Emergency }),
  },
  'PUT /api/access/professionals/:rpps': {
    summary: 'F2: authorise or block a professional',
    params: Type.Object({ rpps: Rpps }),
    body: Type.Object(
      { status: Type.Union([Type.Literal('authorised'), Type.Literal('blocked')]) },
      { additionalProperties: false },
    ),
  },
  'DELETE /api/access/professionals/:rpps': {
    summary: 'F2: withdraw an authorisation or a block',
    params: Type.Object({ rpps: Rpps }),
  },
  'PUT /api/access/emergency': { summary: 'F3: the emergency switches', body: Emergency },
  'GET /api/access/professionals': {
    summary: 'Professionals by name or RPPS number, to authorise or block one',
    query: Type.Object({ search: Type.String({ minLength: 2, maxLength: 60 }) }),
    answer: Type.Object({
      professionals: Type.Array(
        Type.Object({ rpps: Rpps, name: Type.String(), profession: Type.Optional(Type.String()) }),
      ),
    }),
  },
  'GET /api/access/log': {
    summary: 'X2: every access to the space, refusals too, newest first, in pages of 50',
    query: Type.Object({
      page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      only: Type.Optional(Type.Union([Type.Literal('professionals'), Type.Literal('refused')])),
    }),
    answer: Type.Object({ lines: Type.Array(AccessLine), total: Type.Integer(), pages: Type.Integer() }),
  },
} as const satisfies RouteTable;
