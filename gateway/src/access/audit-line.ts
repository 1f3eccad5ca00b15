import type { AuditLine } from '../audit/ledger.ts';
import { Problem } from '../errors.ts';
import { FhirServerError } from '../fhir/server.ts';
import type { Attempt, Grant } from './attempt.ts';
import type { Caller } from './caller.ts';
import type { Decision } from './policy.ts';

/** The line that an attempt leaves, whatever came of it. */
export function lineOf(
  at: Date,
  attempt: Attempt,
  decision: Decision,
  end: { outcome: AuditLine['outcome']; reason: string; touched?: string[] },
): AuditLine {
  const items = (end.touched ?? []).slice(0, 100);
  return {
    at: at.toISOString(),
    request: attempt.request,
    actor: actorOf(attempt.caller),
    action: attempt.action,
    ...(attempt.patient ? { patient: attempt.patient } : {}),
    ...(attempt.target ? { target: attempt.target } : {}),
    outcome: end.outcome,
    reason: end.reason,
    ...(decision.emergency === undefined ? {} : { emergency: decision.emergency }),
    ...(items.length ? { items } : {}),
  };
}

export const successOf = (grant: Grant): { outcome: 'success'; reason: string; touched: string[] } => ({
  outcome: 'success',
  reason: grant.decision.reason,
  touched: grant.touched,
});

/** Code of what went wrong, as the audit keeps it. What lay outside the reach, or was not the caller's to change, was refused. */
export function failureOf(error: unknown): { outcome: 'failed' | 'refused'; reason: string } {
  if (error instanceof Problem) {
    const { code, details } = error;
    if (code === 'access-refused') return { outcome: 'refused', reason: String(details['code'] ?? code) };
    return { outcome: code === 'resource-not-found' ? 'refused' : 'failed', reason: code };
  }
  return { outcome: 'failed', reason: error instanceof FhirServerError ? `fhir-${error.kind}` : 'unforeseen' };
}

/** The caller as the audit names them. */
export function actorOf(caller: Caller): AuditLine['actor'] {
  switch (caller.kind) {
    case 'patient':
      return { kind: 'patient', id: caller.patient, name: caller.name };
    case 'professional':
      return {
        kind: 'professional',
        id: caller.rpps,
        name: caller.name,
        profession: caller.profession,
        software: caller.software,
      };
    case 'bridge':
      return { kind: 'organization', id: caller.sender, name: caller.sender };
    case 'operator':
      return { kind: 'operator', id: caller.name, name: caller.name };
  }
}
