import { Type, type Static } from 'typebox';
import type { RouteTable } from './route.ts';
import { Id } from './shapes.ts';

/** Names a child to one person: another person's is another, and it tells no NIR. */
const Ref = Type.String({ pattern: '^[0-9a-f]{32}$' });
const Names = { firstName: Type.String(), name: Type.String() };
const declared = Type.Boolean({ description: 'certifies to be a legal representative of the child' });

/** C1: a child of whom the insurer knows, or whom the person represents. `profile` is there when the person may enter. */
export const Minor = Type.Object({
  ref: Ref,
  ...Names,
  birthDate: Type.String(),
  state: Type.Union([
    Type.Literal('to-activate'),
    Type.Literal('active'),
    Type.Literal('opposed'),
    Type.Literal('closed'),
  ]),
  profile: Type.Optional(Id),
  closed: Type.Optional(
    Type.Object(
      { profile: Id, at: Type.String(), keptUntil: Type.String() },
      { description: 'the closing of a space, for who represents the child' },
    ),
  ),
  representatives: Type.Integer(),
});
export type Minor = Static<typeof Minor>;

/** C2: a space that the person may be in. */
export const Profile = Type.Object({
  profile: Id,
  ...Names,
  own: Type.Boolean(),
  ins: Type.String(),
  mailAddress: Type.String(),
});
export type Profile = Static<typeof Profile>;

/** C3: an invitation to represent a child, as the person invited sees it. */
export const Invited = Type.Object({
  id: Type.String(),
  firstName: Type.String(),
  by: Type.String(),
  expiresAt: Type.String(),
});
export type Invited = Static<typeof Invited>;

export const Representative = Type.Object({
  id: Type.String(),
  name: Type.String(),
  since: Type.String(),
  by: Type.Union([Type.Literal('register'), Type.Literal('invitation')]),
  you: Type.Boolean(),
  removal: Type.Optional(Type.Object({ id: Type.String(), takesEffect: Type.String() })),
  removable: Type.Boolean({ description: 'the person who asks may end it' }),
});
export type Representative = Static<typeof Representative>;

const ByProfile = Type.Object({ profile: Id });
const ById = Type.Object({ id: Type.String({ maxLength: 50 }) });
const OfProfile = Type.Object({ profile: Id, id: Type.String({ maxLength: 50 }) });

export const familyRoutes = {
  'GET /api/family': {
    summary: 'C1, C2: children with their state, invitations that wait, and the spaces that one may be in',
    answer: Type.Object({
      minors: Type.Array(Minor),
      invitations: Type.Array(Invited),
      profiles: Type.Array(Profile),
    }),
  },
  'POST /api/family/minors': {
    summary:
      'C1: activate the spaces of children, those that were closed too; each by itself, one that cannot be stops no other',
    body: Type.Object(
      {
        refs: Type.Array(Ref, { minItems: 1, maxItems: 20, uniqueItems: true }),
        certifies: declared,
        acceptsTerms: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({
      results: Type.Array(
        Type.Object({
          ref: Ref,
          profile: Type.Optional(Id),
          refusal: Type.Optional(Type.Object({ code: Type.String(), fr: Type.String(), en: Type.String() })),
        }),
      ),
    }),
  },
  'POST /api/family/minors/:ref/opposition': {
    summary: 'C1, A3: refuse the space of a child that has none',
    params: Type.Object({ ref: Ref }),
    body: Type.Object({ certifies: declared, confirms: Type.Literal(true) }, { additionalProperties: false }),
    answer: Type.Object({
      certificate: Type.String({ description: 'gives the PDF for a day' }),
      code: Type.String({ description: 'verification code of the certificate' }),
      at: Type.String(),
    }),
    status: 201,
  },
  'POST /api/family/:profile/closing': {
    summary:
      'C2, F5: close a child’s space, and every door of it, at once; needs a proof and the child’s first name typed. Asked again, another certificate of it',
    params: ByProfile,
    body: Type.Object({ firstName: Type.String({ minLength: 1, maxLength: 100 }) }, { additionalProperties: false }),
    answer: Type.Object({
      certificate: Type.String({ description: 'gives the PDF for a day' }),
      code: Type.String({ description: 'verification code of the certificate' }),
      at: Type.String(),
      keptUntil: Type.String(),
    }),
  },
  'GET /api/family/:profile/representatives': {
    summary: 'C3: who represents a child, and whether an invitation waits',
    params: ByProfile,
    answer: Type.Object({
      firstName: Type.String(),
      name: Type.String(),
      representatives: Type.Array(Representative),
      invitation: Type.Optional(Type.Object({ id: Type.String(), at: Type.String(), expiresAt: Type.String() })),
    }),
  },
  'POST /api/family/:profile/invitations': {
    summary:
      'C3: invite the second representative; the answer is the same whether or not such a person exists. Needs a proof',
    params: ByProfile,
    body: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 100 }),
        firstName: Type.String({ minLength: 1, maxLength: 100 }),
        birthDate: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
        nir: Type.String({ pattern: '^[0-9AB ]{13,25}$' }),
        certifies: declared,
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ expiresAt: Type.String() }),
    status: 202,
  },
  'DELETE /api/family/:profile/invitations/:id': {
    summary: 'C3: withdraw an invitation that waits',
    params: OfProfile,
  },
  'POST /api/family/invitations/:id/acceptance': {
    summary: 'C3: accept an invitation, certifying to be a legal representative as well',
    params: ById,
    body: Type.Object({ certifies: declared }, { additionalProperties: false }),
    answer: Type.Object({ profile: Id }),
  },
  'POST /api/family/invitations/:id/refusal': {
    summary: 'C3: refuse an invitation; who invited is told',
    params: ById,
  },
  'POST /api/family/:profile/representatives/:id/removal': {
    summary: 'C3: stop representing, at once; or have who was invited removed, in 15 days. Needs a proof',
    params: OfProfile,
    answer: Type.Object({ takesEffect: Type.String() }),
  },
  'DELETE /api/family/:profile/removals/:id': {
    summary: 'C3: take back a removal that has not taken effect',
    params: OfProfile,
  },
} as const satisfies RouteTable;
