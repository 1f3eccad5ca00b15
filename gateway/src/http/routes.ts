import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { TSchema } from 'typebox';
import type { Caller } from '../access/caller.ts';
import type { Answer, Request, Route } from '../client/route.ts';
import { problem } from '../errors.ts';
import { Problem as ProblemSchema } from './problem-schema.ts';

type Filled<T> = T extends { query?: infer Q } ? Omit<T, 'query'> & { query: NonNullable<Q> } : T;

/** What a handler is given: the checked request of the contract, who calls, and the exchange itself where bytes flow. */
export type Handler<Table, Key extends keyof Table, C extends Caller | null> = (
  given: Filled<Request<Table, Key>> & { caller: C; exchange: { request: FastifyRequest; reply: FastifyReply } },
) => Promise<Table[Key] extends { transfer: 'bytes' } ? FastifyReply : Given<Answer<Table, Key>>>;

/** A route without an answer has a handler that gives nothing. */
type Given<T> = [T] extends [undefined] ? void : T;

export type Handlers<Table, C extends Caller | null> = { [Key in keyof Table]: Handler<Table, Key, C> };

/**
 * Binds every route of a table to its handler, with the table's schemas as barriers on the way in and on the way out.
 * The caller is the one that the surrounding scope identified.
 */
export function register<Table extends Record<string, Route>, C extends Caller | null>(
  app: FastifyInstance,
  table: Table,
  handlers: Handlers<Table, C>,
): void {
  for (const [key, route] of Object.entries(table)) {
    const [method, url] = key.split(' ') as [HTTPMethods, string];
    const handle = handlers[key as keyof Table] as (given: object) => Promise<unknown>;
    app.route({
      method,
      url,
      schema: schemaOf(route),
      handler: async (request, reply) => {
        // Whose answer it is stands in cookies and in the profile's header: nothing between here and the page may keep it.
        void reply.header('cache-control', 'private, no-store');
        const answer = await handle({
          params: request.params,
          query: request.query,
          body: request.body,
          caller: request.caller,
          exchange: { request, reply },
          ...(route.versioned ? { version: versionOf(request) } : {}),
        });
        if (route.transfer === 'bytes') return answer;
        return reply.status(statusOf(route)).send(answer);
      },
    });
  }
}

const statusOf = (route: Route): number => route.status ?? (route.answer ? 200 : 204);

function schemaOf(route: Route): Record<string, unknown> {
  const answers: Record<string, TSchema> = route.answer ? { [statusOf(route)]: route.answer } : {};
  return {
    summary: route.summary,
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body && route.transfer !== 'multipart' ? { body: route.body } : {}),
    ...(route.transfer === 'bytes' ? {} : { response: { ...answers, default: ProblemSchema } }),
  };
}

/** The version in `If-Match: W/"3"` (RFC 9110 §13.1.1). @throws Problem `version-required` */
export function versionOf(request: FastifyRequest): string {
  const version = /^(?:W\/)?"([A-Za-z0-9\-.]{1,64})"$/.exec(request.headers['if-match'] ?? '')?.[1];
  if (!version) throw problem('version-required');
  return version;
}
