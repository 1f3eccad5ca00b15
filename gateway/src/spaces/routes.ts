import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseForeignOrigin } from '../auth/same-origin.ts';
import { spaceRoutes } from '../client/spaces.ts';
import { register } from '../http/routes.ts';
import { activate } from './activation.ts';
import { identify } from './identification.ts';
import type { SpaceParts } from './parts.ts';

/** A2, A3 and A5 under `/api/spaces`: before there is anybody to sign in. */
export function serveSpaces(app: FastifyInstance, parts: SpaceParts): void {
  void app.register(async (open) => {
    open.addHook('onRequest', async (request) => refuseForeignOrigin(request, parts.publicUrl));
    register<typeof spaceRoutes, null>(open, spaceRoutes, {
      'POST /api/spaces/identification': ({ body, exchange }) => identify(parts, body, originOf(exchange.request)),
      'POST /api/spaces': ({ body, exchange }) => activate(parts, body, originOf(exchange.request)),
    });
  });
}

const originOf = ({ id, ip }: FastifyRequest) => ({ request: id, ip });
