import type { FastifyInstance } from 'fastify';
import { createCall, type Call } from '../src/client/call.ts';
import type { ApiRoutes } from '../src/client/index.ts';

/** The contract's own client on an application that listens nowhere. */
export function ask<Table = ApiRoutes>(app: FastifyInstance): Call<Table> {
  return createCall<Table>({ baseUrl: 'http://gateway.test', fetch: over(app) });
}

/** `fetch` into an application: the bytes take the same way as from outside, but for the network. */
const over =
  (app: FastifyInstance): typeof fetch =>
  async (input, init) => {
    const request = new Request(input as string, init);
    const { pathname, search } = new URL(request.url);
    const answer = await app.inject({
      method: request.method as 'GET',
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      ...(request.body ? { payload: Buffer.from(await request.arrayBuffer()) } : {}),
    });
    const body = answer.statusCode === 204 ? null : new Uint8Array(answer.rawPayload);
    return new Response(body, { status: answer.statusCode, headers: answer.headers as Record<string, string> });
  };
