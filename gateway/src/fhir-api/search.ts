import type { Resource } from '@medplum/fhirtypes';
import { conceptOfType, isServedType, type ServedType } from '../access/action.ts';
import { isShared } from '../access/compartment.ts';
import { linkedTypes } from '../access/item-links.ts';
import type { Grant } from '../access/guard.ts';
import type { Found } from '../access/record.ts';
import { Problem, problem } from '../errors.ts';
import { FhirServerError } from '../fhir/server.ts';
import { reasons } from '../access/reasons.ts';
import type { Api } from './api.ts';
import { attemptOf, type Answered, type Exchange } from './exchange.ts';
import { spaceOf, type Named } from './named-patient.ts';
import { readSearch, type SearchRequest } from './search-request.ts';
import { searchset, type Page } from './searchset.ts';

/** R4 http.html#search, of one patient's record or of the directory. */
export async function search(api: Api, exchange: Exchange): Promise<Answered> {
  const { type, query } = exchange;
  if (type === 'Binary') throw problem('method-not-allowed', { detail: 'search Binary' });
  const token = query.find(([name]) => name === '_page')?.[1];
  if (token !== undefined) return page(api, exchange, token);
  const request = readSearch(type, query, exchange.prefer);
  if (isShared(type)) return directory(api, exchange, request);
  if (!request.named) throw problem('search-patient-required');
  const body = await inNamedSpace(api, exchange, request.named, (record, grant) =>
    api.answers.through(grant, keyOf(api, exchange, request, grant), async () => {
      const found = await record.search(type, request.parameters);
      return { body: searchset(api, exchange, request, counted(found), reachOf(grant)) };
    }),
  );
  if (body === undefined) return { status: 200, body: searchset(api, exchange, request, nothing, '') };
  return { status: 200, body: body.body };
}

const nothing: Found<Resource> = { resources: [], included: [], total: 0, next: undefined };
/** What one page holds is counted, asked or not. */
const counted = (found: Found<Resource>): Found<Resource> =>
  found.next === undefined ? { ...found, total: found.total ?? found.resources.length } : found;

/**
 * An answer by what was asked, and by what may come along or be named at this moment: that has reaches of its own. An identity is found
 * without any authorisation, so that its own reach tells of none of them.
 */
function keyOf({ guard }: Api, { type, prefer }: Exchange, { asked, parameters }: SearchRequest, grant: Grant): string {
  const along = parameters.flatMap(([name, value]) => (name === '_revinclude' ? [value.split(':')[0] ?? ''] : []));
  const others = [...along.filter(isServedType), ...(type === 'Patient' ? linkedTypes : [])];
  const reaches = others.map((one) => guard.reachFor(grant, `${conceptOfType[one]}.read`));
  return `${type}?${JSON.stringify([asked, prefer.lenient, reaches])}`;
}

const reachOf = ({ reach }: Grant): string => `${reach.tags.join()} ${String(reach.classes)}`;

/** A patient who was named may be refused with the reason. Whether an id exists is not told; a whole INS without space finds nothing. */
async function inNamedSpace<O>(
  api: Api,
  exchange: Exchange,
  named: Named,
  use: Parameters<typeof api.enter<O>>[1],
): Promise<O | undefined> {
  const lookup = exchange.type === 'Patient';
  const attempt = attemptOf(exchange, lookup && named.by === 'id' ? 'read' : 'search', await spaceOf(api, named));
  try {
    return await api.enter(attempt, use);
  } catch (error) {
    const reason = error instanceof Problem && error.code === 'access-refused' ? error.details['code'] : undefined;
    if (reason !== 'space-unknown' && reason !== 'space-not-open') throw error;
    if (lookup && named.by === 'ins') return undefined;
    if (named.by === 'ins') throw error;
    throw problem('access-refused', { reason: reasons['no-authorisation'], code: 'no-authorisation' });
  }
}

async function directory(api: Api, exchange: Exchange, request: SearchRequest): Promise<Answered> {
  const { type } = exchange;
  const found = await api.guard.performShared(attemptOf(exchange, 'search', undefined), async () =>
    sharedIn(type, await api.fhir.search(type, request.parameters)),
  );
  return { status: 200, body: searchset(api, exchange, request, counted(found), '') };
}

/** Of a bundle that belongs to nobody, the directory's resources alone. */
function sharedIn(type: ServedType, bundle: Awaited<ReturnType<Api['fhir']['search']>>): Found<Resource> {
  const all = (bundle.entry ?? []).flatMap(({ resource }) =>
    resource && isShared(resource.resourceType) ? [resource] : [],
  );
  const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
  const resources = all.filter(({ resourceType }) => resourceType === type);
  return { resources, included: all.filter(({ resourceType }) => resourceType !== type), total: bundle.total, next };
}

async function page(api: Api, exchange: Exchange, token: string): Promise<Answered> {
  const { type } = exchange;
  const kept = api.seal.open(exchange.caller.rpps, token) as Page;
  if (kept.type !== type) throw problem('page-expired');
  const request: SearchRequest = {
    named: kept.named,
    parameters: kept.naming ?? [],
    view: kept.view,
    ignored: [],
    asked: [['_page', token]],
  };
  const expired = (error: unknown): never => {
    if (error instanceof FhirServerError && error.kind !== 'unavailable') throw problem('page-expired', {}, [], error);
    throw error;
  };
  if (!kept.named) {
    const found = await api.guard.performShared(attemptOf(exchange, 'search', undefined), async () =>
      sharedIn(type, await api.fhir.page(kept.link).catch(expired)),
    );
    return { status: 200, body: searchset(api, exchange, request, found, '') };
  }
  const body = await inNamedSpace(api, exchange, kept.named, async (record, grant) => {
    if (reachOf(grant) !== kept.reach) throw problem('page-expired');
    const found = await record.page(type, kept.link, request.parameters).catch(expired);
    return searchset(api, exchange, request, found, kept.reach);
  });
  return { status: 200, body: body ?? searchset(api, exchange, request, nothing, '') };
}
