import type { Resource } from '@medplum/fhirtypes';

export interface TextEntry {
  fullUrl?: string;
  /** JSON */
  resource?: string | undefined;
  search?: { mode: 'match' | 'include' | 'outcome' };
  request?: { method: string; url: string };
  response?: Record<string, string | undefined> & { status: string; outcome?: never };
  /** JSON of an OperationOutcome */
  outcome?: string;
}

interface Parts {
  type: 'searchset' | 'history' | 'batch-response' | 'transaction-response';
  total?: number | undefined;
  links?: { relation: string; url: string }[];
  entries: TextEntry[];
}

/** A Bundle's JSON from that of its resources, each of which is written once. */
export function bundleText({ type, total, links = [], entries }: Parts): string {
  const head = { resourceType: 'Bundle', type, ...(total === undefined ? {} : { total }) };
  const link = links.length ? `,"link":${JSON.stringify(links)}` : '';
  const entry = entries.length ? `,"entry":[${entries.map(entryText).join(',')}]` : '';
  return `${JSON.stringify(head).slice(0, -1)}${link}${entry}}`;
}

function entryText({ fullUrl, resource, search, request, response, outcome }: TextEntry): string {
  const answer = response && JSON.stringify(response);
  const parts = [
    fullUrl === undefined ? '' : `"fullUrl":${JSON.stringify(fullUrl)}`,
    resource === undefined ? '' : `"resource":${resource}`,
    search ? `"search":{"mode":"${search.mode}"}` : '',
    request ? `"request":${JSON.stringify(request)}` : '',
    answer ? `"response":${outcome ? `${answer.slice(0, -1)},"outcome":${outcome}}` : answer}` : '',
  ];
  return `{${parts.filter(Boolean).join(',')}}`;
}

/** The version and time of a resource, as headers and Bundle entries give them. */
export const stampsOf = ({ meta }: Resource): { version?: string | undefined; lastModified?: string | undefined } => ({
  version: meta?.versionId,
  lastModified: meta?.lastUpdated,
});
