import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openingCookie, readCookie, setCookie } from '../auth/cookies.ts';
import { refuseForeignOrigin } from '../auth/same-origin.ts';
import { spaceRoutes } from '../client/spaces.ts';
import { register } from '../http/routes.ts';
import { activate } from './activation.ts';
import { contactsFor } from './code-contacts.ts';
import { requestCode, startSendingCodes } from './code-request.ts';
import { sendContactCode, verifyContact } from './contacts.ts';
import { identify } from './identification.ts';
import { oppose } from './opposition.ts';
import type { Origin, SpaceParts } from './parts.ts';

/** A1 to A5 under `/api/spaces`: before there is anybody to sign in. Needs @fastify/cookie on `app`. */
export function serveSpaces(app: FastifyInstance, parts: SpaceParts): void {
  app.addHook('onReady', () => startSendingCodes(parts));
  const originOf = (request: FastifyRequest): Origin => ({
    request: request.id,
    ip: request.ip,
    own: readCookie(request, openingCookie, parts.publicUrl),
  });
  void app.register(async (open) => {
    open.addHook('onRequest', async (request) => refuseForeignOrigin(request, parts.publicUrl));
    register<typeof spaceRoutes, null>(open, spaceRoutes, {
      'POST /api/spaces/code-contacts': ({ body, exchange }) => contactsFor(parts, body, originOf(exchange.request)),
      'POST /api/spaces/codes': ({ body, exchange }) => requestCode(parts, body, originOf(exchange.request)),
      'POST /api/spaces/identification': async ({ body, exchange: { request, reply } }) => {
        const identified = await identify(parts, body, originOf(request));
        // Whose browser it is: who begins again here has the code in hand still.
        setCookie(reply, openingCookie, parts.publicUrl, identified.opening);
        return identified;
      },
      'POST /api/spaces/contacts': ({ body, exchange }) => sendContactCode(parts, body, originOf(exchange.request)),
      'POST /api/spaces/contacts/verification': ({ body, exchange }) =>
        verifyContact(parts, body, originOf(exchange.request)),
      'POST /api/spaces': ({ body, exchange }) => activate(parts, body, originOf(exchange.request)),
      'POST /api/spaces/opposition': ({ body, exchange }) => oppose(parts, body, originOf(exchange.request)),
    });
  });
}
