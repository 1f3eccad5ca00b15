import { Type, type Static } from 'typebox';
import type { RouteTable } from './route.ts';

const ContactKind = Type.Union([Type.Literal('email'), Type.Literal('mobile')]);
const Language = Type.Union([Type.Literal('fr'), Type.Literal('en')]);
const strict = { additionalProperties: false };
const Secret = Type.String({ minLength: 1, maxLength: 1024 });
const Code = Type.String({ pattern: '^[0-9]{6}$' });

/** What somebody can be told of, or not, as they wish. Notices of safety and of emergencies are always given. */
export const NotificationKind = Type.Union([Type.Literal('new-message')]);
export type NotificationKind = Static<typeof NotificationKind>;

/** Something that a person did, or that was tried in their name. */
export const ActivityLine = Type.Object({
  at: Type.String(),
  action: Type.String(),
  reason: Type.String(),
  outcome: Type.Union([Type.Literal('success'), Type.Literal('refused'), Type.Literal('failed')]),
  by: Type.Union([Type.Literal('self'), Type.Literal('operator'), Type.Literal('unknown')]),
  child: Type.Optional(Type.String({ description: 'First name of the child in whose space it was' })),
});
export type ActivityLine = Static<typeof ActivityLine>;

export const Settings = Type.Object({
  name: Type.String(),
  firstNames: Type.String(),
  usedName: Type.Optional(Type.String()),
  birthDate: Type.String(),
  ins: Type.String(),
  identifier: Type.String(),
  emailShown: Type.String({ description: 'masked' }),
  mobileShown: Type.Optional(Type.String({ description: 'masked' })),
  mobileOffered: Type.Boolean({ description: 'whether there is a provider of text messages' }),
  language: Language,
  notifications: Type.Array(Type.Object({ kind: NotificationKind, on: Type.Boolean() })),
});
export type Settings = Static<typeof Settings>;

export const settingsRoutes = {
  'GET /api/settings': {
    summary: 'F5: own identity and settings; the notices are those of the space that the request is for',
    answer: Settings,
  },
  'PUT /api/settings/identifier': {
    summary: 'F5: another identifier; needs a proof',
    body: Type.Object({ identifier: Type.String({ minLength: 1, maxLength: 100 }) }, strict),
  },
  'PUT /api/settings/password': {
    summary: 'F5: another password; needs a proof, and ends all other sessions',
    body: Type.Object({ current: Secret, password: Secret }, strict),
  },
  'POST /api/settings/contacts': {
    summary: 'F5: sends a code to an e-mail address or mobile that is to count from then on; needs a proof',
    body: Type.Object({ kind: ContactKind, address: Type.String({ minLength: 1, maxLength: 254 }) }, strict),
    answer: Type.Object({ sentTo: Type.String(), expiresAt: Type.String() }),
  },
  'PUT /api/settings/contacts/:kind': {
    summary: 'F5: the code that came: the new address counts, and the one before is told; needs a proof',
    params: Type.Object({ kind: ContactKind }),
    body: Type.Object({ code: Code }, strict),
  },
  'DELETE /api/settings/contacts/mobile': { summary: 'F5: no mobile any more; needs a proof' },
  'PUT /api/settings/language': {
    summary: 'F5: the language of what is sent to the person',
    body: Type.Object({ language: Language }, strict),
  },
  'PUT /api/settings/notifications': {
    summary: 'F5: whether to be told of something in the space that the request is for',
    body: Type.Object({ kind: NotificationKind, on: Type.Boolean() }, strict),
  },
  'GET /api/settings/activity': {
    summary: 'F5: what the person did in every space of theirs, and what was tried at their account, the newest first',
    query: Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) }, strict),
    answer: Type.Object({ lines: Type.Array(ActivityLine), total: Type.Integer() }),
  },
  'POST /api/space/closing': {
    summary: 'F5: closes the own space, and every door of it, at once; needs a proof and the identifier typed again',
    body: Type.Object({ identifier: Type.String({ minLength: 1, maxLength: 100 }) }, strict),
    answer: Type.Object({
      certificate: Type.String(),
      code: Type.String(),
      at: Type.String(),
      keptUntil: Type.String(),
    }),
  },
} as const satisfies RouteTable;
