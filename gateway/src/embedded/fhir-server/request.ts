import { badRequest, notFound, OperationOutcomeError } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { isServed, type ServedType } from './served.ts';
import type { QueryPairs } from './search/query.ts';
import type { StoredVersion } from './stored.ts';

/** A FHIR interaction asked for, over HTTP or as an entry of a Bundle. */
export interface FhirRequest {
  /** Of the path, as they stand there. */
  params: Record<string, string>;
  query: QueryPairs;
  headers: { 'if-match'?: string | undefined; 'if-none-exist'?: string | undefined };
  /** Parsed JSON. */
  body: unknown;
}

export interface FhirAnswer {
  status: number;
  /** A resource as JSON; nothing after a deletion. */
  content?: string;
  /** The version that `content` is, for ETag, Last-Modified and Location. */
  stored?: StoredVersion;
}

/** The type asked for. @throws 404 for one that this server does not keep. */
export function typeOf({ params }: FhirRequest): ServedType {
  const type = params['type'] ?? '';
  if (isServed(type)) return type;
  throw new OperationOutcomeError(notFound);
}

/** The id asked for, as R4 defines ids: whatever else stands there is the id of nothing. */
export function idOf({ params }: FhirRequest, name = 'id'): string {
  const id = params[name] ?? '';
  if (/^[A-Za-z0-9\-.]{1,64}$/.test(id)) return id;
  throw new OperationOutcomeError(notFound);
}

/** The resource sent. @throws 400 when there is none, or of another type than the address says. */
export function resourceOf(request: FhirRequest): Resource {
  const { body } = request;
  const type = typeOf(request);
  const sent = typeof body === 'object' && body !== null && 'resourceType' in body ? (body as Resource) : undefined;
  if (sent?.resourceType === type) return sent;
  throw new OperationOutcomeError(badRequest(sent ? `Expected a ${type}` : 'The body is not a resource'));
}

/** The bare version of `If-Match: W/"3"`. @throws 400 for what is no entity tag. */
export function ifMatchOf({ headers }: FhirRequest): string | undefined {
  const given = headers['if-match'];
  if (given === undefined) return undefined;
  const version = /^(?:W\/)?"([^"]+)"$/.exec(given.trim())?.[1];
  if (version === undefined) throw new OperationOutcomeError(badRequest('If-Match is written as W/"version"'));
  return version;
}

/** Name and value pairs of a query string, with or without its question mark. */
export const pairsOf = (query: string): [string, string][] => [...new URLSearchParams(query)];
