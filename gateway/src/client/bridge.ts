import { Type, type Static } from 'typebox';
import type { RouteTable } from './route.ts';

const Address = Type.String({ maxLength: 320 });

/** Why a recipient is refused; the bridge turns it into an SMTP code. */
export const RecipientRefusal = Type.Union([
  Type.Literal('sender-not-allowed'),
  Type.Literal('foreign-domain'),
  Type.Literal('unknown-patient'),
  Type.Literal('space-closed'),
  Type.Literal('sender-blocked'),
]);
export type RecipientRefusal = Static<typeof RecipientRefusal>;

/** Questions in one call of `POST /bridge/recipients`. */
export const MAX_QUESTIONS = 50;

const RecipientQuestion = Type.Object(
  { from: Address, to: Address, remote: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
);
export type RecipientQuestion = Static<typeof RecipientQuestion>;

/** A message as the bridge understood it; bytes are base64. Its identity is `digest`, the SHA-256 of what was received, in hexadecimal. */
export const IncomingMail = Type.Object(
  {
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    envelope: Type.Object({ from: Address, to: Address }),
    messageId: Type.Optional(Type.String({ maxLength: 998 })),
    inReplyTo: Type.Optional(Type.String({ maxLength: 998 })),
    references: Type.Array(Type.String({ maxLength: 998 }), { maxItems: 100 }),
    from: Type.Object({ name: Type.String({ maxLength: 320 }), address: Address }),
    replyTo: Type.Optional(Address),
    subject: Type.String({ maxLength: 998 }),
    text: Type.String({ maxLength: 1_000_000 }),
    sentAt: Type.String(),
    receivedAt: Type.String(),
    ends: Type.Boolean({ description: 'X-MSS-MES: FIN, or a subject that begins with [FIN] (G9)' }),
    attachments: Type.Array(
      Type.Object({
        name: Type.String({ maxLength: 255 }),
        contentType: Type.String({ maxLength: 200 }),
        bytes: Type.String({ description: 'base64' }),
      }),
      { maxItems: 100 },
    ),
  },
  { additionalProperties: false },
);
export type IncomingMail = Static<typeof IncomingMail>;

/** A message that a bridge has claimed and must relay before `leaseEndsAt`, or say why not. */
export const OutgoingMail = Type.Object({
  id: Type.String(),
  attempt: Type.Integer({ description: '1 for the first' }),
  leaseEndsAt: Type.String(),
  from: Type.Object({ name: Type.String(), address: Address }),
  to: Address,
  messageId: Type.String(),
  inReplyTo: Type.Optional(Type.String()),
  references: Type.Array(Type.String()),
  subject: Type.String(),
  text: Type.String(),
  date: Type.String(),
  attachments: Type.Array(
    Type.Object({ name: Type.String(), contentType: Type.String(), bytes: Type.String({ description: 'base64' }) }),
  ),
});
export type OutgoingMail = Static<typeof OutgoingMail>;

/** What became of an attempt. `deferred` is tried again with back-off until the gateway gives up; `failed` is final. */
export const RelayOutcome = Type.Object(
  {
    attempt: Type.Integer(),
    result: Type.Union([Type.Literal('relayed'), Type.Literal('deferred'), Type.Literal('failed')]),
    code: Type.Optional(Type.Integer({ description: "the relay's SMTP code" })),
    detail: Type.Optional(Type.String({ maxLength: 500, description: "the relay's words" })),
  },
  { additionalProperties: false },
);
export type RelayOutcome = Static<typeof RelayOutcome>;

export const bridgeRoutes = {
  'GET /bridge/settings': {
    summary: 'What the bridge must know: the patients’ mail domain and the largest message, in bytes',
    answer: Type.Object({ domain: Type.String(), maxBytes: Type.Integer() }),
  },
  'POST /bridge/senders': {
    summary: 'MAIL FROM: may this address send here?',
    body: Type.Object({ from: Address, remote: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
    answer: Type.Object({ refusal: Type.Optional(RecipientRefusal) }),
  },
  'POST /bridge/recipients': {
    summary:
      'RCPT TO: may this sender write to this address? Of several sessions at a time; answered in the order of the questions',
    body: Type.Object(
      { questions: Type.Array(RecipientQuestion, { minItems: 1, maxItems: MAX_QUESTIONS }) },
      { additionalProperties: false },
    ),
    answer: Type.Object({ answers: Type.Array(Type.Object({ refusal: Type.Optional(RecipientRefusal) })) }),
  },
  'POST /bridge/messages': {
    summary: 'File a received message for one recipient; the same digest and recipient again is the same message',
    body: IncomingMail,
    answer: Type.Object({ communication: Type.String(), repeated: Type.Boolean() }),
    status: 201,
  },
  'POST /bridge/outbox/claims': {
    summary: 'Take messages to relay, each with a lease of one minute',
    body: Type.Object({ max: Type.Integer({ minimum: 1, maximum: 20 }) }, { additionalProperties: false }),
    answer: Type.Object({ messages: Type.Array(OutgoingMail) }),
  },
  'POST /bridge/outbox/:id/outcome': {
    summary: 'Say what became of a claimed message',
    params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
    body: RelayOutcome,
  },
  'POST /bridge/bounces': {
    summary: 'A delivery notice for a message of ours, found by its Message-ID',
    body: Type.Object(
      {
        originalMessageId: Type.String({ maxLength: 998 }),
        result: Type.Union([Type.Literal('delivered'), Type.Literal('delayed'), Type.Literal('failed')]),
        detail: Type.Optional(Type.String({ maxLength: 500 })),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ known: Type.Boolean() }),
  },
} as const satisfies RouteTable;
