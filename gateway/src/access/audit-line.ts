import type { AuditLine } from '../audit/ledger.ts';
import { Problem } from '../errors.ts';
import { FhirServerError } from '../fhir/server.ts';
import type { Attempt, Grant } from './attempt.ts';
import { actsForAnother, type Caller } from './caller.ts';
import type { Decision } from './policy.ts';

/** A line about a patient's space. */
export interface SpaceLine extends AuditLine {
  /** C4: not shown to the legal representatives of a minor, nor counted for them. */
  kin?: false;
}

/** How an attempt ended, with what was reached until then. */
export interface End {
  outcome: AuditLine['outcome'];
  reason: string;
  touched?: string[];
  hiddenFromKin?: Set<string>;
}

/** The line that an attempt leaves, whatever came of it. */
export function lineOf(at: Date, attempt: Attempt, decision: Decision, end: End): SpaceLine {
  const items = (end.touched ?? []).slice(0, 100);
  return {
    at: at.toISOString(),
    request: attempt.request,
    actor: strangerOr(actorOf(attempt.caller), decision),
    action: attempt.action,
    ...(attempt.patient ? { patient: attempt.patient } : {}),
    ...(attempt.target ? { target: attempt.target } : {}),
    outcome: end.outcome,
    reason: end.reason,
    ...(decision.emergency === undefined ? {} : { emergency: decision.emergency }),
    ...(items.length ? { items } : {}),
    ...(tellsOfHidden(attempt, end) ? { kin: false } : {}),
  };
}

/**
 * Whether a line would tell a representative of what is hidden from them: by what was acted upon, or because nothing else was reached. Their own
 * lines always show: one that went missing would tell that there was something.
 */
function tellsOfHidden({ caller, target }: Attempt, { touched = [], hiddenFromKin: hidden = new Set() }: End): boolean {
  if (hidden.size === 0 || (caller.kind === 'patient' && actsForAnother(caller))) return false;
  // The bytes of a document say nothing that it does not.
  const items = touched.filter((item) => !item.startsWith('Binary/'));
  return (target !== undefined && hidden.has(target)) || (items.length > 0 && items.every((item) => hidden.has(item)));
}

export const successOf = ({ decision, touched, hiddenFromKin }: Grant): End => ({
  outcome: 'success',
  reason: decision.reason,
  touched,
  hiddenFromKin,
});

/**
 * Code of what went wrong, as the audit keeps it. What lay outside the reach, or was not the caller's to change, was refused; so was what
 * is not there: a log in which they differ would tell them apart.
 */
export function failureOf(error: unknown, grant?: Pick<Grant, 'hiddenFromKin'>): End {
  return { ...whyOf(error), ...(grant ? { hiddenFromKin: grant.hiddenFromKin } : {}) };
}

function whyOf(error: unknown): { outcome: 'failed' | 'refused'; reason: string } {
  if (error instanceof Problem) {
    const { code, details } = error;
    if (code === 'access-refused') return { outcome: 'refused', reason: String(details['code'] ?? code) };
    return { outcome: code === 'resource-not-found' ? 'refused' : 'failed', reason: code };
  }
  if (error instanceof FhirServerError && error.kind === 'missing')
    return { outcome: 'refused', reason: 'resource-not-found' };
  return { outcome: 'failed', reason: error instanceof FhirServerError ? `fhir-${error.kind}` : 'unforeseen' };
}

/** Who named a space that is not theirs represents nobody there. */
const strangerOr = (actor: AuditLine['actor'], { reason }: Decision): AuditLine['actor'] =>
  actor.kind === 'representative' && reason !== 'legal-representative' && reason !== 'of-age'
    ? { ...actor, kind: 'person' }
    : actor;

/** The caller as the audit names them. */
export function actorOf(caller: Caller): AuditLine['actor'] {
  switch (caller.kind) {
    case 'patient':
      return {
        kind: actsForAnother(caller) ? 'representative' : 'patient',
        id: caller.person,
        name: caller.name,
      };
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
