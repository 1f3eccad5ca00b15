import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../access/audit-line.ts';
import { FhirServerError } from '../fhir/server.ts';
import { problem, type Problem } from '../errors.ts';
import { logFault, problemOf, setRefusalHeaders } from '../http/problems.ts';
import type { Api } from './api.ts';
import { outcomeOf } from './outcome.ts';
import { exchangeBehind } from './wire.ts';

/** The error handler of `/fhir/R4`: an OperationOutcome, and a line of audit where the guard has not written one. */
export async function refuse(
  api: Api,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  let refusal = refusalOf(error, request.id);
  try {
    await writeDown(api, request, refusal);
  } catch (failure) {
    refusal = problemOf(failure, request.id);
  }
  logFault(request, refusal);
  setRefusalHeaders(reply, refusal);
  if (refusal.row.status === 401) void reply.header('www-authenticate', challengeOf(api, refusal));
  return reply
    .status(refusal.row.status)
    .type('application/fhir+json; charset=utf-8')
    .send(JSON.stringify(outcomeOf(refusal)));
}

/** What another item depends on is a conflict of its own; a text about versions would mislead. */
export function refusalOf(error: unknown, reference: string): Problem {
  const conflict = error instanceof FhirServerError && error.kind === 'conflict';
  const refusal = conflict ? problem('resource-conflict', {}, [], error) : problemOf(error, reference);
  // What the FHIR server says goes out as issues of their own, cleaned; its words are no part of ours.
  const foreign = refusal.code === 'resource-invalid' && refusal.cause instanceof FhirServerError;
  return foreign
    ? problem(
        'resource-invalid',
        { detail: { fr: 'voir les points suivants', en: 'see the issues that follow' } },
        [],
        error,
      )
    : refusal;
}

async function writeDown(api: Api, request: FastifyRequest, { code }: Problem): Promise<void> {
  const exchange = exchangeBehind(request);
  if (!request.caller || exchange?.trace.attempted) return;
  await api.guard.record({
    request: request.id,
    actor: actorOf(request.caller),
    action: `fhir-api.${request.method.toLowerCase()}`,
    ...(exchange ? { target: exchange.type } : {}),
    outcome: 'failed',
    reason: code,
  });
}

/** RFC 6750 §3. */
function challengeOf({ base }: Api, { code }: Problem): string {
  const error = code === 'token-missing' ? '' : ', error="invalid_token"';
  return `Bearer realm="${base}"${error}`;
}
