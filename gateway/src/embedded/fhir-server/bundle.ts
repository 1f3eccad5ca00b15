import { badRequest, OperationOutcomeError } from '@medplum/core';
import type { Binary, Bundle, BundleEntry } from '@medplum/fhirtypes';
import { bundleText, type TextEntry } from './bundle-text.ts';
import { outcomeOf, statusOf, type Report } from './outcomes.ts';
import { pairsOf, type FhirAnswer, type FhirRequest } from './request.ts';
import { routeOf, type Route } from './routes.ts';
import type { Store } from './store.ts';
import { assignIdentities, withIdentities, type Step } from './bundle-identities.ts';

/** Entries that one Bundle may have. */
const most = 500;

/** R4 http.html#trules: deletions first, then creations, updates and patches, and reading last. */
const ranks: Record<string, number> = { DELETE: 0, POST: 1, PUT: 2, PATCH: 2, GET: 3 };

/** `POST` on the base: a transaction is stored whole or not at all, the entries of a batch each for itself. */
export async function runBundle(body: unknown, store: Store, report: Report): Promise<FhirAnswer> {
  const bundle = body as Partial<Bundle> | undefined;
  const type = bundle?.resourceType === 'Bundle' ? bundle.type : undefined;
  if (type !== 'transaction' && type !== 'batch')
    throw new OperationOutcomeError(badRequest('Expected a Bundle of type transaction or batch'));
  const entries = bundle?.entry ?? [];
  if (entries.length > most) throw new OperationOutcomeError(badRequest(`A Bundle has ${most} entries at most`));
  const answers = type === 'transaction' ? await transaction(entries, store) : await batch(entries, store, report);
  return { status: 200, content: bundleText({ type: `${type}-response`, entries: answers }) };
}

async function transaction(entries: readonly BundleEntry[], store: Store): Promise<TextEntry[]> {
  const given = entries.map(stepOf);
  return store.atomically(async (unit) => {
    const identities = await assignIdentities(given, unit);
    const answers: TextEntry[] = [];
    const order = given.map((step, place) => ({ step, place })).sort((a, b) => rankOf(a.step) - rankOf(b.step));
    for (const { step, place } of order)
      answers[place] = entryText(await perform(withIdentities(step, identities), unit), store.base);
    return answers;
  });
}

async function batch(entries: readonly BundleEntry[], store: Store, report: Report): Promise<TextEntry[]> {
  const answers: TextEntry[] = [];
  for (const [place, entry] of entries.entries()) {
    try {
      answers.push(entryText(await perform(stepOf(entry, place), store), store.base));
    } catch (error) {
      const outcome = outcomeOf(error, report);
      answers.push({ rest: { response: { status: String(statusOf(outcome)), outcome } } });
    }
  }
  return answers;
}

const rankOf = ({ method }: Step): number => ranks[method] ?? 3;
const perform = ({ route, request }: Step, store: Store): Promise<FhirAnswer> => route.interaction(request, store);

/** @throws 400 for an entry that does not say what to do, or asks for what there is not. */
function stepOf({ request, resource, fullUrl }: BundleEntry, place: number): Step {
  const [path = '', query = ''] = (request?.url ?? '').replace(/^\//, '').split(/\?(.*)/s);
  const method = request?.method ?? '';
  const route: Route | undefined = method === 'POST' && path.includes('/') ? undefined : routeOf(method, path);
  if (!route) throw new OperationOutcomeError(badRequest(`Entry ${place + 1} asks for nothing that there is`));
  const asked: FhirRequest = {
    params: { ...route.params },
    query: pairsOf(query),
    headers: { 'if-match': request?.ifMatch, 'if-none-exist': request?.ifNoneExist },

    body: method === 'PATCH' ? patchIn(resource) : resource,
  };
  return { method, route, request: asked, fullUrl };
}

/** A JSON Patch travels in a Bundle as a Binary (R4 http.html#patch). */
function patchIn(resource: BundleEntry['resource']): unknown {
  if (resource?.resourceType !== 'Binary') return resource;
  try {
    return JSON.parse(Buffer.from((resource as Binary).data ?? '', 'base64').toString()) as unknown;
  } catch (cause) {
    throw new OperationOutcomeError(badRequest('The patch of an entry is not JSON'), { cause });
  }
}

const words: Record<number, string> = { 200: 'OK', 201: 'Created', 204: 'No Content' };

function entryText({ status, content, stored }: FhirAnswer, base: string): TextEntry {
  const version = stored && {
    location: `${stored.type}/${stored.id}/_history/${stored.version}`,
    etag: `W/"${stored.version}"`,
    lastModified: stored.updated.toISOString(),
  };
  const response = { status: `${status} ${words[status] ?? ''}`.trim(), ...version };
  return {
    ...(stored ? { fullUrl: `${base}/${stored.type}/${stored.id}` } : {}),
    resource: content,
    rest: { response },
  };
}
