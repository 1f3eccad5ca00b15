import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { Doors } from '../doors.ts';

/** Practice software, signed in for one professional. */
export interface Software {
  token: string;
  /** An answer as it came, whatever its status. `path` after `/fhir/R4/`. */
  ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** The FHIR id of the patient with this INS. */
  find: (ins: string) => Promise<string>;
  /** Creates, and gives the resource as it was stored. @throws with the OperationOutcome when refused. */
  create: <R extends Resource>(resource: R) => Promise<R & { id: string }>;
  search: (query: string) => Promise<Bundle>;
}

/** A token as desktop software gets one from Pro Santé Connect (CIBA); `audience` is the gateway’s API unless said. */
export async function tokenFor(
  doors: Doors,
  rpps: string,
  audience = `${doors.url}/fhir/R4`,
  client = 'demo-software',
): Promise<string> {
  const discovery = (await (await fetch(`${doors.issuer}/.well-known/openid-configuration`)).json()) as Record<
    string,
    string
  >;
  const post = async (endpoint: string | undefined, form: Record<string, string>): Promise<Record<string, string>> => {
    const answer = await fetch(endpoint ?? '', {
      method: 'POST',
      body: new URLSearchParams({ client_id: client, ...form }),
    });
    if (!answer.ok) throw new Error(`the identity provider answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };
  const { auth_req_id = '' } = await post(discovery['backchannel_authentication_endpoint'], {
    scope: 'openid scope_all',
    login_hint: rpps,
    resource: audience,
  });
  const { access_token = '' } = await post(discovery['token_endpoint'], {
    grant_type: 'urn:openid:params:grant-type:ciba',
    auth_req_id,
    resource: audience,
  });
  return access_token;
}

export async function openSoftware(doors: Doors, rpps: string): Promise<Software> {
  const token = await tokenFor(doors, rpps);
  const ask: Software['ask'] = (method, path, body, headers = {}) =>
    fetch(`${doors.url}/fhir/R4/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/fhir+json',
        ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const json = async <T>(answer: Response): Promise<T> => {
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const search = async (query: string): Promise<Bundle> => json<Bundle>(await ask('GET', query));
  return {
    ...{ token, ask, search },
    create: async <R extends Resource>(resource: R) =>
      json<R & { id: string }>(await ask('POST', resource.resourceType, resource)),
    find: async (ins) =>
      (await search(`Patient?identifier=urn:oid:1.2.250.1.213.1.4.11|${ins}`)).entry?.[0]?.resource?.id ?? '',
  };
}
