import type { Answer, Request } from './route.ts';

/** An answer that says no: the code of docs/errors.md, texts for people, and a reference for the operator. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string;
  readonly texts: { fr: string; en: string };
  readonly fields: { field: string; fr: string; en: string }[];
  readonly reference: string | undefined;
  constructor(status: number, body: Partial<ProblemBody>) {
    super(`${status} ${body.code ?? 'unknown'}`);
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.texts = { fr: body.fr ?? '', en: body.en ?? '' };
    this.fields = body.fields ?? [];
    this.reference = body.reference;
  }
}

/** The body of every refusal under `/api` and `/bridge`. */
export interface ProblemBody {
  code: string;
  fr: string;
  en: string;
  reference: string;
  fields?: { field: string; fr: string; en: string }[];
}

export interface Transport {
  /** Where the gateway is; empty in a browser on the same origin. */
  baseUrl: string;
  /** Sent with every request, e.g. `authorization`. */
  headers?: Record<string, string>;
  /** Milliseconds; 30,000 unless said. */
  deadline?: number;
  fetch?: typeof fetch;
}

interface AnyRequest {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  version?: string;
  /** Makes a repeated POST the same POST (`Idempotency-Key`). */
  idempotencyKey?: string;
}

export type Call<Table> = <Key extends keyof Table & string>(
  key: Key,
  ...request: unknown extends Request<Table, Key>
    ? [{ idempotencyKey?: string }?]
    : [Request<Table, Key> & { idempotencyKey?: string }]
) => Promise<Answer<Table, Key>>;

/** A typed client: `call('POST /api/vaccinations', { body })`. Rejects with CallError, or with fetch's own error when nothing answers. */
export function createCall<Table>(transport: Transport): Call<Table> {
  return (async (key: string, request: AnyRequest = {}) => {
    const [method = 'GET', path = '/'] = key.split(' ');
    const send = transport.fetch ?? fetch;
    const response = await send(transport.baseUrl + target(path, request), {
      method,
      headers: headersOf(transport, request),
      signal: AbortSignal.timeout(transport.deadline ?? 30_000),
      ...bodyOf(request.body),
    });
    if (!response.ok) throw new CallError(response.status, await problemOf(response));
    return answerOf(response);
  }) as Call<Table>;
}

function target(path: string, { params = {}, query = {} }: AnyRequest): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.append(name, String(value));
  return search.size ? `${filled}?${search}` : filled;
}

function headersOf(transport: Transport, request: AnyRequest): Record<string, string> {
  return {
    accept: 'application/json',
    ...(request.body === undefined || request.body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    ...(request.version ? { 'if-match': `W/"${request.version}"` } : {}),
    ...(request.idempotencyKey ? { 'idempotency-key': request.idempotencyKey } : {}),
    ...transport.headers,
  };
}

function bodyOf(body: unknown): { body?: string | FormData } {
  if (body === undefined) return {};
  return { body: body instanceof FormData ? body : JSON.stringify(body) };
}

async function problemOf(response: Response): Promise<Partial<ProblemBody>> {
  return response.json().catch(() => ({})) as Promise<Partial<ProblemBody>>;
}

function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204) return Promise.resolve(undefined);
  return response.headers.get('content-type')?.startsWith('application/json') ? response.json() : response.blob();
}
