import { Router, type HttpMethod } from '@medplum/fhir-router';
import * as interactions from './interactions.ts';
import type { Interaction } from './interactions.ts';

const table: [HttpMethod, string, Interaction][] = [
  ['GET', ':type', interactions.search],
  ['POST', ':type', interactions.createNew],
  ['PUT', ':type', interactions.updateMatch],
  ['POST', ':type/_search', interactions.searchByForm],
  ['POST', ':type/$validate', interactions.validate],
  ['GET', ':type/:id', interactions.read],
  ['PUT', ':type/:id', interactions.updateById],
  ['PATCH', ':type/:id', interactions.patchById],
  ['DELETE', ':type/:id', interactions.deleteById],
  ['GET', ':type/:id/_history', interactions.history],
  ['GET', ':type/:id/_history/:version', interactions.vread],
];

/** The router's own handlers are not used: they leave out modifiers that they do not know, and tell callers our own faults. */
const router = new Router<Interaction, undefined>();
for (const [method, path, interaction] of table) router.add(method, path, interaction);

export interface Route {
  interaction: Interaction;
  params: Record<string, string>;
}

/** The interaction behind a method and a path below the base (without query); undefined when there is none. */
export function routeOf(method: string, path: string): Route | undefined {
  // An empty segment would be passed over: `Patient//1` is not `Patient/1`.
  if (path.split('/').includes('')) return undefined;
  const found = router.find(method as HttpMethod, path);
  return found && { interaction: found.handler, params: found.params };
}

/** Whether another method would do at this path: 405 then, and 404 otherwise. */
export const isKnownPath = (path: string): boolean => table.some(([method]) => routeOf(method, path) !== undefined);
