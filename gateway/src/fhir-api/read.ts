import { isShared } from '../access/compartment.ts';
import { problem } from '../errors.ts';
import { isFhirId } from '../fhir/server.ts';
import type { Made } from './answers.ts';
import type { Api } from './api.ts';
import { readBinary } from './binary.ts';
import { stampsOf } from './bundle-text.ts';
import { attemptOf, type Answered, type Exchange } from './exchange.ts';
import { inOwnersSpace } from './owner.ts';
import { readSearch } from './search-request.ts';
import { shown } from './view.ts';

/** R4 http.html#read. */
export async function read(api: Api, exchange: Exchange): Promise<Answered> {
  const { type, id } = exchange;
  if (!isFhirId(id)) throw problem('resource-not-found');
  if (type === 'Binary') return readBinary(api, exchange);
  const { view } = readSearch(type, exchange.query, exchange.prefer);
  if (isShared(type)) {
    const found = await api.guard.performShared(attemptOf(exchange, 'read', undefined), () => api.fhir.read(type, id));
    return conditional(exchange, { body: JSON.stringify(shown(found, view)), ...stampsOf(found) });
  }
  const kept = await inOwnersSpace(api, exchange, 'read', async (record, grant, readAfter) => {
    const make = async () => {
      const resource = await record.read(type, id);
      return { body: JSON.stringify(shown(resource, view)), ...stampsOf(resource) };
    };
    return readAfter ? api.answers.through(grant, `${type}/${id} ${JSON.stringify(view)}`, make) : make();
  });
  return conditional(exchange, kept);
}

/** R4 http.html#vread. */
export async function vread(api: Api, exchange: Exchange): Promise<Answered> {
  const { type, id, version } = exchange;
  if (!isFhirId(id) || !isFhirId(version)) throw problem('resource-not-found');
  if (type === 'Binary') throw problem('method-not-allowed', { detail: 'vread Binary' });
  const find = () =>
    isShared(type)
      ? api.guard.performShared(attemptOf(exchange, 'history', undefined), () => api.fhir.vread(type, id, version))
      : inOwnersSpace(api, exchange, 'history', (record) => record.vread(type, id, version));
  const found = await find();
  return conditional(exchange, { body: JSON.stringify(found), ...stampsOf(found) });
}

/** 304 when the caller has this version already (RFC 9110 §13.1.2). */
export function conditional({ ifNoneMatch }: Exchange, kept: Made): Answered {
  const { body, version, lastModified } = kept;
  if (ifNoneMatch !== undefined && version === ifNoneMatch) return { status: 304, version, lastModified };
  return { status: 200, body, version, lastModified };
}
