import { randomUUID } from 'node:crypto';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { answerBroken } from './broken-requests.ts';
import './context.ts';
import { answerProblem, problemBody, problemOf } from './problems.ts';
import { problem } from '../errors.ts';
import { securityHeaders } from './security-headers.ts';
import { validatorCompiler } from './validation.ts';

export interface ServerOptions {
  /** `silent` in tests; never bodies, queries or names. */
  logLevel: string;
  /** Trust `X-Forwarded-For` of this many proxies in front. */
  proxies: number;
}

/** An HTTP server with limits, request references, security headers and the one place where errors become answers. */
export function createServer(options: ServerOptions): FastifyInstance {
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
    clientErrorHandler: answerBroken,
    frameworkErrors: (error, request, reply) => {
      const refusal = problemOf(error, request.id);
      void reply
        .code(refusal.row.status as never)
        .headers({ ...securityHeaders, 'x-request-id': request.id, 'cache-control': 'no-store' })
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(problemBody(refusal, request.id)) as never);
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(securityHeaders).header('x-request-id', request.id);
  });
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(() => {
    throw problem('route-unknown');
  });
  return app;
}
