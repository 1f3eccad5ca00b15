import { Type } from 'typebox';
import type { RouteTable } from './route.ts';

const Nir = Type.String({ pattern: '^[0-9AaBb ]{13,25}$' });
const Serial = Type.String({ pattern: '^[0-9]{8,13}$' });
const Ticket = Type.String({ maxLength: 600 });
const Language = Type.Union([Type.Literal('fr'), Type.Literal('en')]);
const ContactKind = Type.Union([Type.Literal('email'), Type.Literal('mobile')]);
/** Where a provisional code can be sent; of a letter, `shown` is empty. */
const CodeWay = Type.Union([Type.Literal('email'), Type.Literal('sms'), Type.Literal('post')]);

export const spaceRoutes = {
  'POST /api/spaces/code-contacts': {
    summary: 'A1: where a new provisional code can go, masked; the same kind of answer whether or not the NIR exists',
    body: Type.Object({ nir: Nir, serial: Serial }, { additionalProperties: false }),
    answer: Type.Object({
      request: Type.String(),
      channels: Type.Array(Type.Object({ channel: CodeWay, shown: Type.String() })),
    }),
  },
  'POST /api/spaces/codes': {
    summary: 'A1: have a new provisional code sent, if the person may have one; the answer does not tell',
    body: Type.Object({ request: Ticket, channel: CodeWay }, { additionalProperties: false }),
    answer: Type.Object({}, { additionalProperties: false }),
    status: 202,
  },
  'POST /api/spaces/identification': {
    summary: 'A2: provisional code, card type, NIR (15 characters) and card serial; opens the way to the choice',
    body: Type.Object(
      {
        code: Type.String({ pattern: '^[A-Za-z0-9]{12}$' }),
        card: Type.Union([Type.Literal('with-photo'), Type.Literal('without-photo')]),
        nir: Nir,
        serial: Serial,
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({
      opening: Type.String(),
      firstName: Type.String(),
      emailShown: Type.Optional(Type.String()),
      mobileShown: Type.Optional(Type.String()),
      state: Type.Union([Type.Literal('none'), Type.Literal('open'), Type.Literal('opposed'), Type.Literal('closed')]),
      sms: Type.Boolean({ description: 'whether text messages can be sent here' }),
    }),
  },
  'POST /api/spaces/contacts': {
    summary:
      'A4: have a code sent to an address that is to count; without `address`, to the one that the insurer holds',
    body: Type.Object(
      {
        opening: Ticket,
        kind: ContactKind,
        address: Type.Optional(Type.String({ maxLength: 254 })),
        language: Type.Optional(Language),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ sentTo: Type.String(), expiresAt: Type.String() }),
  },
  'POST /api/spaces/contacts/verification': {
    summary: 'A4: the code that came; from now on the address counts',
    body: Type.Object(
      { opening: Ticket, kind: ContactKind, code: Type.String({ pattern: '^[0-9]{6}$' }) },
      { additionalProperties: false },
    ),
    answer: Type.Object({
      verified: Type.Object({ email: Type.Optional(Type.String()), mobile: Type.Optional(Type.String()) }),
    }),
  },
  'POST /api/spaces': {
    summary: 'A3 and A5: activate the space, choosing identifier and password, once an e-mail address is verified',
    body: Type.Object(
      {
        opening: Ticket,
        acceptsTerms: Type.Literal(true),
        identifier: Type.String({ maxLength: 100 }),
        password: Type.String({ maxLength: 200 }),
        language: Type.Optional(Language),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({
      identifier: Type.String(),
      minors: Type.Integer({ description: 'children of whom the insurer knows, whose spaces can be opened next' }),
    }),
    status: 201,
  },
  'POST /api/spaces/opposition': {
    summary: 'A3: refuse the space; the code is then used up',
    body: Type.Object({ opening: Ticket, confirms: Type.Literal(true) }, { additionalProperties: false }),
    answer: Type.Object({
      certificate: Type.String({ description: 'gives the PDF for a day' }),
      code: Type.String({ description: 'verification code of the certificate' }),
      at: Type.String(),
    }),
    status: 201,
  },
} as const satisfies RouteTable;
