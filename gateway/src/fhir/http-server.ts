import type { Bundle, CapabilityStatement, ExtractResource, Resource, ResourceType } from '@medplum/fhirtypes';
import type { Client, FhirResource, OpPatch, RequestOptions } from 'fhir-kit-client';
import {
  FhirServerError,
  isFhirId,
  type Expected,
  type FhirServer,
  type PatchOperation,
  type SearchParameters,
  type Stored,
} from './server.ts';
import { clientOver, type Heard } from './kit-client.ts';
import { withinBase } from './page-link.ts';
import { firstPage, laterPage } from './paging.ts';
import { Transport, type Reach } from './transport.ts';

/** HAPI reuses search results for a minute unless told not to. */
const reading: RequestOptions = { headers: { 'cache-control': 'no-cache' } };

/** HAPI adds up old and new tags, profiles and labels at an update unless told that these are the whole. */
const writing = { 'x-meta-snapshot-mode': 'TAG,PROFILE,SECURITY_LABEL', prefer: 'return=representation' };

/**
 * A FHIR server over HTTP. fhir-kit-client shapes addresses, headers and bodies; ids are checked before it sees them, and its
 * requests go through our transport, see kit-client.ts.
 */
export function openFhirServer(reach: Partial<Reach> & { baseUrl: string }): FhirServer {
  const baseUrl = reach.baseUrl.replace(/\/+$/, '');
  const transport = new Transport({
    deadline: 15_000,
    maxAnswer: 32 * 1024 * 1024,
    connections: 64,
    ...reach,
    baseUrl,
  });
  const client = clientOver(baseUrl, transport);
  const ask = async (link: string): Promise<Bundle> =>
    as<Bundle>(await client.request(withinBase(baseUrl, link), { options: reading }));
  const typed = <T extends ResourceType>(type: T, id: string): { resourceType: string; id: string } => {
    if (!isFhirId(id)) throw new FhirServerError('missing', `${type}: not an id`);
    return { resourceType: checkedType(type), id };
  };
  return {
    read: async <T extends ResourceType>(type: T, id: string) =>
      stored<ExtractResource<T>>(await client.read({ ...typed(type, id), options: reading })),
    vread: async <T extends ResourceType>(type: T, id: string, version: string) => {
      if (!isFhirId(version)) throw new FhirServerError('missing', `${type}: not a version`);
      return stored<ExtractResource<T>>(await client.vread({ ...typed(type, id), version, options: reading }));
    },
    history: async (type, id, parameters = []) => {
      const { resourceType } = typed(type, id);
      return as<Bundle>(
        await client.request(`${resourceType}/${id}/_history${queryOf(parameters)}`, { options: reading }),
      );
    },
    search: async (type, parameters) => firstPage(ask, checkedType(type), counting(parameters)),
    page: (link) => laterPage(ask, link),
    create: async <R extends Resource>(resource: R) =>
      stored<R>(await client.create({ ...body(resource), options: { headers: writing } })),
    createUnless: async <R extends Resource>(resource: R, criteria: SearchParameters) => {
      const heard: Heard = {};
      const headers = { ...writing, 'if-none-exist': queryOf(criteria).slice(1) };
      const answer = await client.create({ ...body(resource), options: { headers, heard } as RequestOptions });
      return { resource: stored<R>(answer), created: heard.status === 201 };
    },
    update: async <R extends Resource & { id: string }>(resource: R, expected?: Expected) => {
      const { resourceType, id } = typed(resource.resourceType, resource.id);
      return stored<R>(await client.update({ resourceType, id, body: plain(resource), options: expecting(expected) }));
    },
    patch: async <T extends ResourceType>(
      type: T,
      id: string,
      steps: readonly PatchOperation[],
      expected?: Expected,
    ) => {
      const jsonPatch = steps as readonly OpPatch[] as OpPatch[];
      return stored<ExtractResource<T>>(
        await client.patch({ ...typed(type, id), jsonPatch, options: expecting(expected) }),
      );
    },
    delete: async (type, id, expected) => {
      const where = typed(type, id);
      if (expected?.ifMatch !== undefined) await checkVersion(client, where, expected.ifMatch);
      await client.delete({ ...where, options: expecting(expected) });
    },
    transaction: async (bundle) => as<Bundle>(await client.transaction({ ...bundled(bundle, 'transaction') })),
    batch: async (bundle) => as<Bundle>(await client.batch({ ...bundled(bundle, 'batch') })),
    capabilities: async () => as<CapabilityStatement>(await client.capabilityStatement()),
    close: () => transport.close(),
  };
}

/** HAPI does not look at If-Match when it deletes, so we do; a change in the instant between is not noticed there. */
async function checkVersion(
  client: Client,
  where: { resourceType: string; id: string },
  version: string,
): Promise<void> {
  const current = as<Resource>(await client.read({ ...where, options: reading }));
  if (current.meta?.versionId === version) return;
  throw new FhirServerError('precondition', `DELETE ${where.resourceType}: another version`);
}

/** A type as it may stand in a path: our callers' types are checked by the compiler, what comes from outside is not. */
function checkedType(type: string): string {
  if (!/^[A-Z][A-Za-z]{1,63}$/.test(type)) throw new FhirServerError('refused', 'not a resource type');
  return type;
}

/** HAPI takes three times as long to find all that match as to find a page of them: it is to do so where the total was asked for alone. */
const counting = (parameters: SearchParameters): SearchParameters =>
  parameters.some(([name]) => name === '_summary' || name === '_total')
    ? parameters
    : [...parameters, ['_total', 'none']];

const queryOf = (parameters: SearchParameters): string =>
  parameters.length ? `?${new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString()}` : '';

const expecting = ({ ifMatch }: Expected = {}): RequestOptions => ({
  headers: ifMatch === undefined ? writing : { ...writing, 'if-match': `W/"${ifMatch}"` },
});

const bundled = (
  bundle: Bundle,
  type: 'batch' | 'transaction',
): { body: FhirResource & { type: typeof type }; options: RequestOptions } => ({
  body: { ...plain(bundle), type },
  options: { headers: { ...writing, ...reading.headers } },
});

const body = (resource: Resource): { resourceType: string; body: FhirResource } => ({
  resourceType: checkedType(resource.resourceType),
  body: plain(resource),
});

// The library's resources are records of unknown; ours have their R4 shapes. Both are the same JSON.
const plain = (resource: Resource): FhirResource => resource as Resource & Record<string, unknown>;
const as = <R extends Resource>(resource: FhirResource): R => resource as FhirResource & R;

function stored<R extends Resource>(resource: FhirResource): Stored<R> {
  if (typeof resource['id'] === 'string') return as<R>(resource) as Stored<R>;
  throw new FhirServerError(
    'unavailable',
    `${resource.resourceType || 'the answer'}: no resource with an id came back`,
  );
}
