import type { FastifyInstance } from 'fastify';
import type { Identify } from './context.ts';

/** A scope in which `identify` says who calls. */
export function identified(app: FastifyInstance, identify: Identify): void {
  app.addHook('onRequest', async (request) => {
    request.caller = await identify(request);
  });
}
