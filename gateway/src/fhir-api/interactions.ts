import { isServedType } from '../access/action.ts';
import { problem } from '../errors.ts';
import type { Api } from './api.ts';
import { create } from './create.ts';
import type { Answered, Exchange, Method } from './exchange.ts';
import { history } from './history.ts';
import { patch } from './patch.ts';
import { read, vread } from './read.ts';
import { remove } from './remove.ts';
import { sayingParameter } from './refused-search.ts';
import { search } from './search.ts';
import { update } from './update.ts';

type Interact = (api: Api, exchange: Exchange) => Promise<Answered>;

interface Interaction {
  method: Method;
  /** Fastify's pattern below the base address. */
  path: string;
  interact: Interact;
}

/** The interactions on one resource type (R4 http.html), for requests of their own and for the entries of a batch. */
export const interactions: readonly Interaction[] = [
  { method: 'GET', path: '/:type/:id', interact: read },
  { method: 'GET', path: '/:type', interact: sayingParameter(search) },
  { method: 'POST', path: '/:type/_search', interact: sayingParameter(search) },
  { method: 'GET', path: '/:type/:id/_history/:version', interact: vread },
  { method: 'GET', path: '/:type/:id/_history', interact: history },
  { method: 'POST', path: '/:type', interact: create },
  { method: 'PUT', path: '/:type/:id', interact: update },
  { method: 'PUT', path: '/:type', interact: update },
  { method: 'PATCH', path: '/:type/:id', interact: patch },
  { method: 'PATCH', path: '/:type', interact: patch },
  { method: 'DELETE', path: '/:type/:id', interact: remove },
  { method: 'DELETE', path: '/:type', interact: remove },
];

/** What stands in a path. @throws Problem `resource-type-closed`, `method-not-allowed` for an operation that is not served */
export function checkedPath({ type = '', id = '', version = '' }: { type?: string; id?: string; version?: string }) {
  if ([type, id].some((part) => part.startsWith('$') || part.startsWith('_')))
    throw problem('method-not-allowed', { detail: (type.startsWith('$') ? type : id).slice(0, 40) });
  if (!isServedType(type)) throw problem('resource-type-closed', { type: type.slice(0, 40) });
  return { type, id, version };
}
