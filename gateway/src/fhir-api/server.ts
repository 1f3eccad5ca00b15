import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { problem } from '../errors.ts';
import { createApi, type Api } from './api.ts';
import { acceptBodies } from './bodies.ts';
import { breakGlass } from './break-glass.ts';
import { batchOrTransaction } from './bundles.ts';
import { capabilityStatement } from './capabilities.ts';
import { checkedPath, interactions } from './interactions.ts';
import { checkFormat } from './negotiation.ts';
import type { FhirApiParts } from './parts.ts';
import { refuse } from './refusals.ts';
import { smartConfiguration } from './smart.ts';
import { exchangeOf, send } from './wire.ts';

export type { FhirApiParts, Provider } from './parts.ts';

/** A document of 5 MB in base64 and its neighbours in the transaction; above, there is no reading what it is. */
const bodyLimit = 24 * 1024 * 1024;

/**
 * `/fhir/R4` for practice software, in two scopes: what everybody may know of it, and what needs a professional's token.
 * Also `/.well-known/smart-configuration` at the root.
 */
export async function serveFhirApi(app: FastifyInstance, parts: FhirApiParts): Promise<void> {
  const api = createApi(parts);
  app.get('/.well-known/smart-configuration', { schema: { hide: true } }, () => smartConfiguration(api));
  await app.register(
    async (scope) => {
      scope.setErrorHandler((error, request, reply) => refuse(api, error, request, reply));
      scope.setNotFoundHandler(() => {
        throw problem('route-unknown');
      });
      await scope.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'] });
      scope.addHook('onRoute', (route) => {
        route.schema = { hide: true };
        route.bodyLimit = bodyLimit;
      });
      acceptBodies(scope);
      open(scope, api);
      await scope.register((inner) => identified(inner, api));
    },
    { prefix: '/fhir/R4' },
  );
}

/** What needs no token. */
function open(scope: FastifyInstance, api: Api): void {
  const statement = JSON.stringify(capabilityStatement(api));
  scope.get('/metadata', async (request, reply) => {
    checkFormat(request.headers.accept ?? '', new URL(request.url, api.base).searchParams.get('_format'));
    return reply.type('application/fhir+json; charset=utf-8').send(statement);
  });
  scope.get('/.well-known/smart-configuration', () => smartConfiguration(api));
}

/** What needs to know which professional calls. */
async function identified(scope: FastifyInstance, api: Api): Promise<void> {
  scope.addHook('onRequest', async (request) => {
    const caller = await api.identify(request);
    if (caller.kind !== 'professional') throw problem('token-invalid', { detail: 'not a professional’s' });
    request.caller = caller;
  });
  for (const { method, path, interact } of interactions)
    scope.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const exchange = exchangeOf(request, checkedPath(request.params as Record<string, string>));
        return send(reply, exchange, await interact(api, exchange));
      },
    });
  scope.post('/', async (request, reply) => {
    const exchange = exchangeOf(request, { type: 'Patient', id: '', version: '' });
    return send(reply, exchange, await batchOrTransaction(api, exchange));
  });
  scope.post('/Patient/:id/$break-glass', async (request, reply) => {
    const { id } = request.params as { id: string };
    const exchange = exchangeOf(request, { type: 'Consent', id: '', version: '' });
    return send(reply, exchange, await breakGlass(api, exchange, id));
  });
  scope.all('/*', (request) => {
    const operation = /\$[a-z-]{1,40}/.exec(request.url)?.[0];
    throw operation ? problem('method-not-allowed', { detail: operation }) : problem('route-unknown');
  });
}
