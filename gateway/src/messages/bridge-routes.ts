import type { FastifyInstance } from 'fastify';
import type { BridgeCaller } from '../access/caller.ts';
import { bridgeRoutes } from '../client/bridge.ts';
import { register } from '../http/routes.ts';
import { recipientsOf, senderOf } from './addresses.ts';
import { fileMail, type IntakeParts } from './intake.ts';
import { relayingOf } from './relaying.ts';

/** G10: 25 MB in all, as the bridge counts them. */
const largestMail = 25 * 1024 * 1024;
/** The same in base64, with what stands around it. */
const largestBody = 36 * 1024 * 1024;

/** `/bridge`: what the mail bridge asks and brings. Stands in a scope that checks the bridge's token. */
export function serveBridge(app: FastifyInstance, parts: IntakeParts): void {
  const relaying = relayingOf(parts);
  void app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      if (route.url === '/bridge/messages') route.bodyLimit = largestBody;
    });
    register<typeof bridgeRoutes, BridgeCaller>(scope, bridgeRoutes, {
      'GET /bridge/settings': async () => ({ domain: parts.mssDomain, maxBytes: largestMail }),
      'POST /bridge/senders': async ({ body }) =>
        (await senderOf(parts.database, body.from)) ? {} : { refusal: 'sender-not-allowed' },
      'POST /bridge/recipients': async ({ body }) => ({
        answers: (await recipientsOf(parts, body.questions)).map((decided) => ('refusal' in decided ? decided : {})),
      }),
      'POST /bridge/messages': ({ body, exchange }) => fileMail(parts, body, exchange.request.id),
      'POST /bridge/outbox/claims': async ({ body, exchange }) => ({
        messages: await relaying.claim(body.max, exchange.request.id),
      }),
      'POST /bridge/outbox/:id/outcome': ({ params, body, exchange }) =>
        relaying.outcome(params.id, body, exchange.request.id),
      'POST /bridge/bounces': async ({ body: { originalMessageId, ...notice }, exchange }) => ({
        known: await relaying.notice(originalMessageId, notice, exchange.request.id),
      }),
    });
  });
}
