import type {
  Bundle,
  CapabilityStatement,
  ExtractResource,
  OperationOutcome,
  Resource,
  ResourceType,
} from '@medplum/fhirtypes';

/** Search parameters in the order given; one name may come more than once (then both must hold). Values are not yet URL-encoded. */
export type SearchParameters = readonly (readonly [name: string, value: string])[];

/** One step of a JSON Patch (RFC 6902). */
export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; from: string; path: string };

/** The version that a write expects to change: a bare version id, as in `meta.versionId`. */
export interface Expected {
  ifMatch?: string;
}

/** A resource with the id and version that the server gave it. */
export type Stored<R extends Resource> = R & { id: string };

/**
 * A FHIR R4 server, the part of it that we use: https://hl7.org/fhir/R4/http.html.
 * Every method fails with FhirServerError, and with nothing else; each ends within the deadline that the server was opened with.
 */
export interface FhirServer {
  /** @throws `missing`; `gone` when deleted. */
  read: <T extends ResourceType>(type: T, id: string) => Promise<Stored<ExtractResource<T>>>;
  vread: <T extends ResourceType>(type: T, id: string, version: string) => Promise<Stored<ExtractResource<T>>>;
  /** Versions newest first; a deletion is an entry without resource. First page; the rest by `page`. */
  history: (type: ResourceType, id: string, parameters?: SearchParameters) => Promise<Bundle>;
  search: (type: ResourceType, parameters: SearchParameters) => Promise<Bundle>;
  /** The page behind a `link.url` that this server gave. @throws `refused` for an address outside this server. */
  page: (link: string) => Promise<Bundle>;
  create: <R extends Resource>(resource: R) => Promise<Stored<R>>;
  /**
   * Creates unless `criteria` (search parameters of the same type) find one already, which is then given back.
   * @throws `precondition` when they find several.
   */
  createUnless: <R extends Resource>(
    resource: R,
    criteria: SearchParameters,
  ) => Promise<{ resource: Stored<R>; created: boolean }>;
  /** Creates under the id of the resource, or replaces, tags included. @throws `precondition` for a stale `ifMatch`. */
  update: <R extends Resource & { id: string }>(resource: R, expected?: Expected) => Promise<Stored<R>>;
  patch: <T extends ResourceType>(
    type: T,
    id: string,
    steps: readonly PatchOperation[],
    expected?: Expected,
  ) => Promise<Stored<ExtractResource<T>>>;
  delete: (type: ResourceType, id: string, expected?: Expected) => Promise<void>;
  /** All of the entries, or none. The answer's entries are in the order of the request's. */
  transaction: (bundle: Bundle) => Promise<Bundle>;
  /** Each entry for itself; the answer's entries say their own status. */
  batch: (bundle: Bundle) => Promise<Bundle>;
  capabilities: () => Promise<CapabilityStatement>;
  close: () => Promise<void>;
}

/**
 * How a request failed, whatever the server's own habits:
 * `refused` the request is wrong; `missing` nothing there; `gone` deleted; `conflict` with another resource or writer;
 * `precondition` a stale version, or criteria that find several; `unavailable` no usable answer in time.
 */
export type FailureKind = 'refused' | 'missing' | 'gone' | 'conflict' | 'precondition' | 'unavailable';

/** The message names method, type and status only, and may be logged. `outcome` and `detail` may hold health data and may not. */
export class FhirServerError extends Error {
  readonly kind: FailureKind;
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  readonly outcome: OperationOutcome | undefined;

  constructor(
    kind: FailureKind,
    message: string,
    answer: { status?: number; outcome?: OperationOutcome; cause?: unknown } = {},
  ) {
    super(message, answer.cause === undefined ? {} : { cause: answer.cause });
    this.name = 'FhirServerError';
    this.kind = kind;
    this.status = answer.status;
    this.outcome = answer.outcome;
  }

  /** What the server said is wrong with the request, for the one who sent it; empty for every other kind of failure. */
  get detail(): string {
    if (this.kind !== 'refused') return '';
    const said = (this.outcome?.issue ?? []).filter(({ severity }) => severity !== 'information');
    return said
      .slice(0, 3)
      .flatMap(({ diagnostics, details }) => diagnostics ?? details?.text ?? [])
      .join('; ')
      .slice(0, 500);
  }
}

/** A FHIR id (R4 datatypes, `id`). What else is put into a path could walk to another resource. */
export const isFhirId = (id: string): boolean => /^[A-Za-z0-9\-.]{1,64}$/.test(id) && !/^\.+$/.test(id);
