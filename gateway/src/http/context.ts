import type { FastifyRequest } from 'fastify';
import type { Caller } from '../access/caller.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the scope that a route stands in; a route outside such a scope has none. */
    caller: Caller | null;
  }
}

/** A scope's way of telling who calls; throws the problem that refuses. */
export type Identify = (request: FastifyRequest) => Promise<Caller>;
