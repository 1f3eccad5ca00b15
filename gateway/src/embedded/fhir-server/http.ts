import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { badRequest, contentTooLarge, notFound, OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome } from '@medplum/fhirtypes';
import { runBundle } from './bundle.ts';
import { outcomeOf, statusOf, type Report } from './outcomes.ts';
import { pairsOf, type FhirAnswer, type FhirRequest } from './request.ts';
import { isKnownPath, routeOf } from './routes.ts';
import type { Store } from './store.ts';

/** The path below which the server answers, as HAPI's does. */
export const basePath = '/fhir';

/** Bytes that a request may have. */
const largest = 32 * 1024 * 1024;

const jsonTypes = new Set(['application/fhir+json', 'application/json', 'application/json-patch+json']);

export interface Served {
  store: Store;
  /** The CapabilityStatement as JSON. */
  metadata: string;
  report: Report;
}

/** Answers FHIR requests over HTTP: JSON alone, everything else is refused clearly. */
export function listener({ store, metadata, report }: Served): RequestListener {
  const answer = async (request: IncomingMessage): Promise<FhirAnswer> => {
    const { pathname, search } = new URL(`http://localhost${request.url ?? '/'}`);
    const path = pathname === basePath ? '' : pathname.slice(basePath.length + 1);
    if (pathname !== basePath && !pathname.startsWith(`${basePath}/`)) throw new OperationOutcomeError(notFound);
    checkAccept(request, search);
    if (path === 'metadata' && request.method === 'GET') return { status: 200, content: metadata };
    const body = await bodyOf(request);
    if (path === '' && request.method === 'POST') return runBundle(body, store, report);
    return dispatch(request, path.replace(/\/$/, ''), pairsOf(search), body, store);
  };
  return (request, response) => {
    answer(request)
      .catch((error: unknown) => refusal(error, report))
      .then((result) => send(response, result, store.base))
      .catch((error: unknown) => {
        report('unsent', error);
        response.destroy();
      });
  };
}

/** What is refused before anything is read has a status that no outcome of @medplum/core stands for. */
class HttpRefusal extends OperationOutcomeError {
  readonly status: number;
  constructor(status: number, text: string) {
    super({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'not-supported', diagnostics: text }],
    });
    this.status = status;
  }
}

function dispatch(
  { method = '', headers }: IncomingMessage,
  path: string,
  query: FhirRequest['query'],
  body: unknown,
  store: Store,
): Promise<FhirAnswer> {
  const route = routeOf(method, path);
  if (!route && isKnownPath(path)) throw new HttpRefusal(405, `${method} is not possible here`);
  if (!route) throw new OperationOutcomeError(notFound);
  const conditions = { 'if-match': headers['if-match'], 'if-none-exist': headers['if-none-exist']?.toString() };
  return route.interaction({ params: route.params, query, headers: conditions, body }, store);
}

function checkAccept({ headers }: IncomingMessage, search: string): void {
  const asked = new URLSearchParams(search).get('_format') ?? headers.accept ?? '*/*';
  if (!/json|\*\/\*|application\/\*/.test(asked)) throw new HttpRefusal(406, 'This server answers in JSON only');
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (!['POST', 'PUT', 'PATCH'].includes(request.method ?? '')) return undefined;
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const form = type === 'application/x-www-form-urlencoded';
  if (!form && !jsonTypes.has(type)) throw new HttpRefusal(415, 'Send application/fhir+json');
  const text = await textOf(request);
  if (form) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new OperationOutcomeError(badRequest('The body is not JSON'), { cause });
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new OperationOutcomeError(contentTooLarge(`A request has ${largest} bytes at most`));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function refusal(error: unknown, report: Report): FhirAnswer {
  const outcome: OperationOutcome = outcomeOf(error, report);
  const { resourceType, issue } = outcome;
  return {
    status: error instanceof HttpRefusal ? error.status : statusOf(outcome),
    content: JSON.stringify({ resourceType, issue }),
  };
}

function send(response: ServerResponse, { status, content, stored }: FhirAnswer, base: string): void {
  const version = stored && {
    etag: `W/"${stored.version}"`,
    'last-modified': stored.updated.toUTCString(),
    ...(status === 201 ? { location: `${base}/${stored.type}/${stored.id}/_history/${stored.version}` } : {}),
  };
  const body = content === undefined ? undefined : Buffer.from(content);
  const described = body && { 'content-type': 'application/fhir+json; charset=utf-8', 'content-length': body.length };
  response
    .writeHead(status, { ...version, ...described, ...(status === 413 ? { connection: 'close' } : {}) })
    .end(body);
}
