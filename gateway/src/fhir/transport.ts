import { Pool, type Dispatcher } from 'undici';
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
    const { method, headers, body } = request;
    const path = `${this.#prefix}/${request.path.replace(/^\//, '')}`;
    try {
      return await answerTo(this.#pool, { method, path, headers, body: body ?? null }, this.#reach.deadline);
    } catch (cause) {
      // A server may close an idle connection at the moment we use it: a read is then simply asked again.
      if (retries > 0 && (cause as { code?: string }).code === 'UND_ERR_SOCKET')
        return this.#exchange(request, retries - 1);
      throw new FhirServerError('unavailable', `${nameOf(request)}: no usable answer`, { cause });
    }
  }
}

/**
 * The whole of an answer, within `deadline` milliseconds from now. By the handler of undici's dispatcher: a stream and an abort signal for each
 * answer, as its `request` has them, take more of the processor than sending and receiving do.
 */
function answerTo(
  pool: Pool,
  options: Dispatcher.DispatchOptions,
  deadline: number,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    let running: Dispatcher.DispatchController | undefined;
    let late: Error | undefined;
    const timer = setTimeout(() => {
      late = new Error(`no answer within ${deadline} ms`);
      running?.abort(late);
      reject(late);
    }, deadline);
    pool.dispatch(options, {
      onRequestStart: (controller) => {
        running = controller;
        // It waited for a free connection until nobody waits for it any more.
        if (late) controller.abort(late);
      },
      onResponseStart: (_controller, code) => void (status = code),
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd: () => {
        clearTimeout(timer);
        resolve({ status, text: (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString() });
      },
      onResponseError: (_controller, error) => {
        clearTimeout(timer);
        reject(error);
      },
    });
  });
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
