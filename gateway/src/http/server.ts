import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import './context.ts';
import { answerProblem, problemBody, problemOf } from './problems.ts';
import { problem } from '../errors.ts';
import { validatorCompiler } from './validation.ts';

export interface ServerOptions {
  /** `silent` in tests; never bodies, queries or names. */
  logLevel: string;
  /** Trust `X-Forwarded-For` of this many proxies in front. */
  proxies: number;
}

/** What a page of the portal may do: its own files and nothing else (CSP level 3). */
const contentPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'blob:', 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    frameSrc: ["'self'", 'blob:'],
    manifestSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'self'"],
  },
};

/** An HTTP server with limits, request references, security headers and the one place where errors become answers. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    logger: {
      level: options.logLevel,
      serializers: { req: ({ method, routeOptions }) => ({ method, route: routeOptions?.url }) },
    },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
    trustProxy: (_address: string, hop: number) => hop < options.proxies,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => {
      const refusal = problemOf(error, request.id);
      void reply
        .code(refusal.row.status as never)
        .headers({ 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'" })
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(problemBody(refusal, request.id)) as never);
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.decorateRequest('caller', null);
  await app.register(helmet, {
    contentSecurityPolicy: contentPolicy,
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(() => {
    throw problem('route-unknown');
  });
  return app;
}
