import { Type, type Static } from 'typebox';
import type { RouteTable } from './route.ts';
import { Id, IdParams } from './shapes.ts';

export const Attachment = Type.Object({
  documentId: Id,
  name: Type.String(),
  contentType: Type.String(),
  size: Type.Integer({ description: 'bytes' }),
});

/** X4: where a sent message is; `detail` says the relay's words plainly. */
export const Delivery = Type.Object({
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('relayed'),
    Type.Literal('delayed'),
    Type.Literal('delivered'),
    Type.Literal('failed'),
  ]),
  at: Type.String(),
  detail: Type.Optional(Type.String()),
});

export const Message = Type.Object({
  id: Id,
  direction: Type.Union([Type.Literal('received'), Type.Literal('sent')]),
  from: Type.Object({ name: Type.String(), address: Type.String() }),
  at: Type.String(),
  subject: Type.String(),
  text: Type.String(),
  unread: Type.Boolean(),
  attachments: Type.Array(Attachment),
  delivery: Type.Optional(Delivery),
});
export type Message = Static<typeof Message>;

export const Conversation = Type.Object({
  id: Id,
  subject: Type.String(),
  correspondent: Type.Object({ name: Type.String(), address: Type.String() }),
  lastAt: Type.String(),
  messages: Type.Integer(),
  unread: Type.Integer(),
  attachments: Type.Boolean(),
  ended: Type.Optional(Type.Literal(true, { description: 'G9: the correspondent has ended the exchange' })),
  noReply: Type.Optional(Type.Literal(true, { description: 'A9: a message that no reply can be written to' })),
});
export type Conversation = Static<typeof Conversation>;

export const messageRoutes = {
  'GET /api/messages': {
    summary: 'G2: conversations, the latest first, in pages of 20',
    query: Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) }),
    answer: Type.Object({
      conversations: Type.Array(Conversation),
      total: Type.Integer(),
      pages: Type.Integer(),
      unread: Type.Integer(),
    }),
  },
  'GET /api/messages/:id': {
    summary: 'G3: one conversation with its messages, the oldest first',
    params: IdParams,
    answer: Type.Object({ conversation: Conversation, messages: Type.Array(Message) }),
  },
  'PUT /api/messages/:id/read': { summary: 'G2: the conversation has been read', params: IdParams },
  'POST /api/messages/:id/reply': {
    summary: 'G3, G6: reply to the last message received, with documents of the space (10 MB in all)',
    params: IdParams,
    body: Type.Object(
      {
        text: Type.String({ minLength: 1, maxLength: 20_000 }),
        documents: Type.Optional(Type.Array(Id, { maxItems: 20 })),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ id: Id }),
    status: 202,
  },
} as const satisfies RouteTable;
