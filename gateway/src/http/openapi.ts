import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { openApiPage, openApiPagePolicy, type Described } from './openapi-page.ts';

/** Collects the routes registered after it into `/openapi.json`; the page for it is `/openapi`. */
export async function addOpenApi(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Passerelle: the portal’s API',
        version: '1.0.0',
        description: 'What the portal does, for partners and tests. Refusals: docs/errors.md.',
      },
      servers: [{ url: publicUrl }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'passerelle' } } },
      security: [{ session: [] }],
    },
    transform: ({ schema, url }) => ({ schema: url.startsWith('/api') ? schema : { ...schema, hide: true }, url }),
  });
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(app.swagger()),
  );
  app.get('/openapi', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('content-security-policy', openApiPagePolicy)
      .type('text/html; charset=utf-8')
      .send(openApiPage(app.swagger() as Described)),
  );
}
