import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemBody } from '../client/call.ts';
import { isUnavailable, isUnstorable } from '../database/connect.ts';
import { FhirServerError } from '../fhir/server.ts';
import { Problem, problem, type ErrorCode, type FieldFault } from '../errors.ts';

const frameworkCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'json-malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json-malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request-invalid',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_BAD_URL: 'path-undecodable',
  FST_ERR_NOT_FOUND: 'route-unknown',
  FST_ERR_ASYNC_CONSTRAINT: 'route-unknown',
  FST_ERR_REQ_FILE_TOO_LARGE: 'document-too-large',
  FST_PARTS_LIMIT: 'form-malformed',
  FST_FILES_LIMIT: 'form-malformed',
  FST_FIELDS_LIMIT: 'form-malformed',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'form-malformed',
};

const kindCodes = {
  missing: 'resource-not-found',
  gone: 'resource-deleted',
  conflict: 'version-stale',
  precondition: 'version-stale',
  unavailable: 'fhir-unavailable',
  refused: 'resource-invalid',
} as const satisfies Record<string, ErrorCode>;

/** Any error as a problem of our table; what was not foreseen says a reference only. */
export function problemOf(error: unknown, reference: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof FhirServerError) return problem(kindCodes[error.kind], { detail: error.detail }, [], error);
  const { code = '', validation, validationContext, statusCode } = error as Partial<FastifyError>;
  if (validation) return invalid(validation, validationContext ?? 'body');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return problem('body-too-large', { max: { fr: 'limite du serveur', en: 'server’s limit' } });
  const known = frameworkCodes[code];
  if (known) return problem(known, { max: '5 Mo', detail: code });
  if (isUnavailable(error)) return problem('database-unavailable', {}, [], error);
  if (isUnstorable(error))
    return problem('request-invalid', { detail: { fr: 'caractère NUL', en: 'NUL character' } }, [], error);
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return problem('request-invalid', { detail: code || String(statusCode) }, [], error);
  return problem('unforeseen', { reference }, [], error);
}

function invalid(faults: NonNullable<FastifyError['validation']>, context: string): Problem {
  const fields = faults.slice(0, 20).map((fault): FieldFault => {
    const missing =
      (fault.params as { missingProperty?: string; requiredProperties?: string[] }).requiredProperties?.[0] ??
      (fault.params as { missingProperty?: string }).missingProperty;
    const field =
      [fault.instancePath.replace(/^\//, '').replaceAll('/', '.'), missing].filter(Boolean).join('.') || context;
    return missing
      ? { field, fr: 'ce champ est obligatoire', en: 'this field is required' }
      : { field, fr: 'cette valeur ne convient pas', en: fault.message ?? 'this value is not right' };
  });
  const names = [...new Set(fields.map(({ field }) => field))].join(', ');
  return problem('request-invalid', { detail: names }, fields);
}

/** The body of a refusal under `/api` and `/bridge`. */
export function problemBody(refusal: Problem, reference: string): ProblemBody {
  return {
    code: refusal.code,
    fr: refusal.text('fr'),
    en: refusal.text('en'),
    reference,
    ...(refusal.fields.length ? { fields: refusal.fields } : {}),
  };
}

/** Headers that go with a refusal: when to come back, how to sign in. */
export function setRefusalHeaders(reply: FastifyReply, refusal: Problem): void {
  const seconds = refusal.details['seconds'];
  if (refusal.row.retry) void reply.header('retry-after', typeof seconds === 'number' ? seconds : 5);
  void reply.header('cache-control', 'no-store');
}

/** Writes what was not foreseen to the log, without its request's content. */
export function logFault(request: FastifyRequest, refusal: Problem): void {
  if (refusal.row.status >= 500)
    request.log.error({ reference: request.id, code: refusal.code, fault: faultOf(refusal.cause) }, 'request failed');
}

/** Name, code and place of an error; never its message, which may quote what a person wrote. */
function faultOf(cause: unknown): object {
  const { name, code, stack = '' } = (cause ?? {}) as { name?: string; code?: string; stack?: string };
  return {
    name,
    code,
    at: stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 6)
      .map((line) => line.trim()),
  };
}

/** The error handler of `/api` and `/bridge`. */
export async function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const refusal = problemOf(error, request.id);
  logFault(request, refusal);
  setRefusalHeaders(reply, refusal);
  await reply
    .status(refusal.row.status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(problemBody(refusal, request.id)));
}
