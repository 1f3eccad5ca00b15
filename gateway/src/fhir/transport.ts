import { Pool } from 'undici';
import type { OperationOutcome } from '@medplum/fhirtypes';
import { FhirServerError, type FailureKind } from './server.ts';

/** How a FHIR server is reached. */
export interface Reach {
  /** Its base address, without a slash at the end. */
  baseUrl: string;
  /** Milliseconds that one request may take, waiting for a free connection included. */
  deadline: number;
  /** Bytes that one answer may have. */
  maxAnswer: number;
  /** Connections kept open at most. */
  connections: number;
}

export interface Request {
  method: string;
  /** Below the base address, as it goes on the wire. */
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

export interface Answer {
  status: number;
  /** Parsed JSON; undefined for an empty answer. */
  body: unknown;
}

/** Sends requests to one FHIR server over connections that stay open; any failure is a FhirServerError. */
export class Transport {
  readonly #reach: Reach;
  readonly #pool: Pool;
  readonly #prefix: string;

  constructor(reach: Reach) {
    this.#reach = reach;
    const { origin, pathname } = new URL(reach.baseUrl);
    this.#prefix = pathname.replace(/\/$/, '');
    this.#pool = new Pool(origin, {
      connections: reach.connections,
      maxResponseSize: reach.maxAnswer,
      headersTimeout: reach.deadline,
      bodyTimeout: reach.deadline,
      connect: { timeout: Math.min(reach.deadline, 5_000) },
    });
  }

  /** @throws FhirServerError for every status from 300 on: nothing is redirected. */
  async send(request: Request): Promise<Answer> {
    const { status, text } = await this.#exchange(request, request.method === 'GET' ? 1 : 0);
    const body = text === '' ? undefined : parse(request, status, text);
    if (status >= 200 && status < 300) return { status, body };
    throw failure(request, status, body);
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #exchange(request: Request, retries: number): Promise<{ status: number; text: string }> {
    const { method, path, headers, body } = request;
    try {
      const answer = await this.#pool.request({
        method,
        path: `${this.#prefix}/${path.replace(/^\//, '')}`,
        headers,
        body: body ?? null,
        signal: AbortSignal.timeout(this.#reach.deadline),
      });
      return { status: answer.statusCode, text: await answer.body.text() };
    } catch (cause) {
      // A server may close an idle connection at the moment we use it: a read is then simply asked again.
      if (retries > 0 && (cause as { code?: string }).code === 'UND_ERR_SOCKET')
        return this.#exchange(request, retries - 1);
      throw new FhirServerError('unavailable', `${nameOf(request)}: no usable answer`, { cause });
    }
  }
}

function parse(request: Request, status: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (status >= 400) return undefined;
    throw new FhirServerError('unavailable', `${nameOf(request)}: the answer is not JSON`, { status, cause });
  }
}

const kinds: Partial<Record<number, FailureKind>> = {
  404: 'missing',
  409: 'conflict',
  410: 'gone',
  412: 'precondition',
  // The server turns us away, or is busy: nothing is wrong with the request itself.
  401: 'unavailable',
  403: 'unavailable',
  408: 'unavailable',
  429: 'unavailable',
  501: 'refused',
};

function failure(request: Request, status: number, body: unknown): FhirServerError {
  const outcome =
    (body as { resourceType?: string } | undefined)?.resourceType === 'OperationOutcome' ? body : undefined;
  const kind = kinds[status] ?? (status >= 400 && status < 500 ? 'refused' : 'unavailable');
  // HAPI answers 409 to a stale If-Match, where R4 http.html#concurrency asks for 412.
  const settled = kind === 'conflict' && 'if-match' in request.headers ? 'precondition' : kind;
  const answer = outcome ? { status, outcome: outcome as OperationOutcome } : { status };
  return new FhirServerError(settled, `${nameOf(request)}: ${status}`, answer);
}

/** Method and type: no id and no parameter, which could be a person's. */
const nameOf = ({ method, path }: Request): string => `${method} ${/^\/?([A-Za-z]*)/.exec(path)?.[1] ?? ''}`;
