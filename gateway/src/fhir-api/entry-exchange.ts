import type { Binary, BundleEntry } from '@medplum/fhirtypes';
import { problem } from '../errors.ts';
import type { Answered, Exchange, Method } from './exchange.ts';
import { checkedPath, interactions } from './interactions.ts';
import { versionIn } from './negotiation.ts';
import type { Api } from './api.ts';

export interface EntryExchange {
  exchange: Exchange;
  interact: (api: Api, exchange: Exchange) => Promise<Answered>;
}

/** An entry of a batch or transaction as the exchange that it stands for. @throws Problem */
export function entryExchange(api: Api, whole: Exchange, { request, resource }: BundleEntry): EntryExchange {
  const { method, url } = request ?? {};
  if (typeof url !== 'string' || typeof method !== 'string')
    throw problem('resource-invalid', { detail: 'entry.request.method, entry.request.url' });
  const local = url.startsWith(`${api.base}/`) ? url.slice(api.base.length + 1) : url.replace(/^\//, '');
  const [path = '', query = ''] = local.split(/\?(.*)/s);
  const { interact, params } = routeOf(method, path);
  const patches = method === 'PATCH';
  const exchange: Exchange = {
    ...whole,
    ...checkedPath(params),
    method: method as Method,
    query: [...new URLSearchParams(query)],
    body: patches ? patchIn(resource as Binary | undefined) : resource,
    mediaType: patches ? 'application/json-patch+json' : 'application/fhir+json',
    ifMatch: versionIn(request?.ifMatch, 'ifMatch'),
    ifNoneMatch: versionIn(request?.ifNoneMatch, 'ifNoneMatch'),
    ifNoneExist: request?.ifNoneExist === undefined ? undefined : String(request.ifNoneExist),
    accept: 'application/fhir+json',
    trace: { attempted: false },
  };
  return { exchange, interact };
}

function routeOf(method: string, path: string) {
  const parts = path.split('/');
  for (const { interact, ...route } of interactions) {
    const pattern = route.path.slice(1).split('/');
    const fits = pattern.length === parts.length && pattern.every((one, n) => one.startsWith(':') || one === parts[n]);
    if (route.method !== method || !fits) continue;
    const params = Object.fromEntries(
      pattern.flatMap((one, n) => (one.startsWith(':') ? [[one.slice(1), parts[n]]] : [])),
    );
    return { interact, params: params as { type?: string; id?: string; version?: string } };
  }
  throw problem('method-not-allowed', { detail: `${method} ${path}`.slice(0, 80) });
}

/** R4 http.html#patch: in a bundle, a JSON Patch is the content of a Binary. */
function patchIn(binary: Binary | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(binary?.data ?? '', 'base64').toString('utf8'));
  } catch {
    throw problem('json-malformed');
  }
}
