import type { Resource } from '@medplum/fhirtypes';
import { isShared } from '../access/compartment.ts';
import { problem } from '../errors.ts';
import { isFhirId } from '../fhir/server.ts';
import type { Api } from './api.ts';
import { bundleText, type TextEntry } from './bundle-text.ts';
import { attemptOf, type Answered, type Exchange, type Pairs } from './exchange.ts';
import { inOwnersSpace } from './owner.ts';

const most = 200;

/** R4 http.html#history of one resource, newest first: the newest 200 versions that the caller may see, without a total. */
export async function history(api: Api, exchange: Exchange): Promise<Answered> {
  const { type, id } = exchange;
  if (!isFhirId(id)) throw problem('resource-not-found');
  if (type === 'Binary') throw problem('method-not-allowed', { detail: 'history Binary' });
  const parameters = readParameters(exchange.query);
  const versions: Resource[] = isShared(type)
    ? await api.guard.performShared(attemptOf(exchange, 'history', undefined), async () =>
        ((await api.fhir.history(type, id, parameters)).entry ?? []).flatMap(({ resource }) => resource ?? []),
      )
    : await inOwnersSpace(api, exchange, 'history', (record) => record.history(type, id, parameters));
  const links = [{ relation: 'self', url: `${api.base}/${type}/${id}/_history` }];
  return {
    status: 200,
    body: bundleText({ type: 'history', links, entries: versions.map((one) => entryOf(api, one)) }),
  };
}

function entryOf(api: Api, resource: Resource): TextEntry {
  const { versionId = '', lastUpdated } = resource.meta ?? {};
  const url = `${resource.resourceType}/${resource.id}`;
  const first = versionId === '1';
  return {
    fullUrl: `${api.base}/${url}`,
    resource: JSON.stringify(resource),
    request: { method: first ? 'POST' : 'PUT', url: first ? resource.resourceType : url },
    response: { status: first ? '201' : '200', etag: `W/"${versionId}"`, lastModified: lastUpdated },
  };
}

function readParameters(query: Pairs): Pairs {
  const parameters: Pairs = [['_count', String(most)]];
  for (const [name, value] of query) {
    if (name === '_format' || name === '_pretty') continue;
    if (name === '_count' && /^[0-9]{1,6}$/.test(value))
      parameters[0] = ['_count', String(Math.min(most, Number(value) || 1))];
    else if (name === '_since' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value))
      parameters.push([name, value]);
    else throw problem('search-unsupported', { parameter: name, detail: value.slice(0, 50) });
  }
  return parameters;
}
