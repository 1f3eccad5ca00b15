import type { Action } from './action.ts';
import type { Caller } from './caller.ts';
import type { Facts } from './facts.ts';
import type { Decision, Reach } from './policy.ts';

/** What is attempted: an action in a patient's space, by a caller, within a request. */
export interface Attempt {
  caller: Caller;
  action: Action;
  /** undefined: the caller named a space that does not exist. */
  patient: string | undefined;
  /** `Type/id`, or a type for searches. */
  target?: string;
  request: string;
}

/** Given to a use case by the guard alone: what it may do, in whose space, on whose behalf. */
export interface Grant {
  caller: Caller;
  patient: string;
  facts: Facts;
  decision: Decision;
  reach: Reach;
  request: string;
  /** Set by whoever changes the record, so that the space's version moves with the audit line. */
  changed: boolean;
  /** `Type/id` of what was reached; the audit keeps the first hundred. */
  touched: string[];
  /** What of it, and of what was looked at, no legal representative may see (C4): the line is not shown to them either. */
  hiddenFromKin: Set<string>;
}

/** The grant that follows from a decision; none from a refusal. */
export function grantOf(attempt: Attempt, facts: Facts | undefined, decision: Decision): Grant | undefined {
  if (!facts || !decision.allowed || !decision.reach) return undefined;
  const { caller, request } = attempt;
  const { reach } = decision;
  return {
    caller,
    request,
    patient: facts.patient,
    facts,
    decision,
    reach,
    changed: false,
    touched: [],
    hiddenFromKin: new Set(),
  };
}
