import type { FastifyInstance } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { messageRoutes } from '../client/messages.ts';
import { asking } from '../entries/asking.ts';
import { register } from '../http/routes.ts';
import { messagesOf, type MessageParts } from './use-cases.ts';

/** G: messages. Stands in a scope that makes the patient's caller. */
export function serveMessages(app: FastifyInstance, parts: MessageParts): void {
  const messages = messagesOf(parts);
  register<typeof messageRoutes, PatientCaller>(app, messageRoutes, {
    'GET /api/messages': (given) => messages.list(asking(given), given.query.page ?? 1),
    'GET /api/messages/:id': (given) => messages.open(asking(given), given.params.id),
    'PUT /api/messages/:id/read': (given) => messages.markRead(asking(given), given.params.id),
    'POST /api/messages/:id/reply': (given) => messages.reply(asking(given), given.params.id, given.body),
  });
}
