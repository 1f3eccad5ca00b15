import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServedType } from '../access/action.ts';
import type { ProfessionalCaller } from '../access/caller.ts';
import { problem } from '../errors.ts';
import type { Answered, Exchange, Method } from './exchange.ts';
import { checkFormat, mediaTypeOf, preferenceOf, versionIn } from './negotiation.ts';
import { noteOf } from './outcome.ts';

const exchanges = new WeakMap<FastifyRequest, Exchange>();

/** The exchange of a request, once it has one: for the audit of what went wrong before anything was attempted. */
export const exchangeBehind = (request: FastifyRequest): Exchange | undefined => exchanges.get(request);

/** A request as an exchange. @throws Problem `not-acceptable`, `media-type-unsupported`, `request-invalid` */
export function exchangeOf(
  request: FastifyRequest,
  { type, id, version }: { type: ServedType; id: string; version: string },
): Exchange {
  const { headers, body } = request;
  const form = body instanceof URLSearchParams ? [...body] : [];
  const query = [...new URLSearchParams(/\?(.*)$/s.exec(request.url)?.[1] ?? ''), ...form];
  const accept = headers.accept ?? '';
  const search = request.url.split('?')[0]?.endsWith('/_search') ?? false;
  if (form.length > 0 && !search) throw problem('media-type-unsupported');
  if (type !== 'Binary') checkFormat(accept, query.find(([name]) => name === '_format')?.[1] ?? null);
  const exchange: Exchange = {
    caller: request.caller as ProfessionalCaller,
    request: request.id,
    method: request.method as Method,
    ...{ type, id, version, query, body, accept },
    mediaType: mediaTypeOf(headers['content-type']),
    ifMatch: versionIn(headers['if-match'], 'If-Match'),
    ifNoneMatch: request.method === 'GET' ? versionIn(headers['if-none-match'], 'If-None-Match') : undefined,
    ifNoneExist: headers['if-none-exist'] as string | undefined,
    prefer: preferenceOf(headers['prefer']),
    trace: { attempted: false },
  };
  exchanges.set(request, exchange);
  return exchange;
}

/** Puts an answer on the wire. */
export async function send(reply: FastifyReply, exchange: Exchange, answered: Answered): Promise<FastifyReply> {
  const { status, version, lastModified, location, bytes } = answered;
  void reply.status(status).header('cache-control', 'private, no-cache');
  if (version) void reply.header('etag', `W/"${version}"`);
  if (lastModified) void reply.header('last-modified', new Date(lastModified).toUTCString());
  if (location) {
    void reply.header('location', location);
    if (version) void reply.header('content-location', location);
  }
  if (bytes) return sendBytes(reply, bytes);
  const body = preferred(exchange, answered);
  return body === undefined ? reply.send() : reply.type('application/fhir+json; charset=utf-8').send(body);
}

/** Bytes that somebody deposited: never run by a browser. */
function sendBytes(reply: FastifyReply, { content, contentType }: NonNullable<Answered['bytes']>): FastifyReply {
  const known = /^[a-z]+\/[a-z0-9.+-]+$/.test(contentType) ? contentType : 'application/octet-stream';
  return reply
    .header('content-disposition', 'attachment')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .type(known === 'text/plain' ? 'text/plain; charset=utf-8' : known)
    .send(content);
}

/** What a write answers with is the caller's choice (`Prefer`); a reading answers with what was read. */
export function preferred(exchange: Pick<Exchange, 'method' | 'prefer'>, answered: Answered): string | undefined {
  if (!answered.written || exchange.prefer.answer === 'representation') return answered.body;
  if (exchange.prefer.answer === 'minimal') return undefined;
  return JSON.stringify(noteOf('information', 'La ressource est enregistrée.', 'The resource is stored.'));
}
