import { isReading, type Action } from './action.ts';
import type { Caller } from './caller.ts';
import type { Facts, FactsSource } from './facts.ts';
import type { Matrix } from './matrix.ts';
import { decide, type Decision, type Reach } from './policy.ts';
import { reasons } from './reasons.ts';
import type { AuditLine, Entry, Ledger } from '../audit/ledger.ts';
import { Problem, problem } from '../errors.ts';

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
}

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

const attempts = 3;

/**
 * The only way to a use case. Decides, has the refusal, the success or the failure written to the audit trail before anything is
 * answered, and has a reading decided again when the space has moved on meanwhile.
 */
export class Guard {
  readonly #facts: FactsSource;
  readonly #ledger: Ledger;
  readonly #matrix: Matrix;
  readonly #clock: () => Date;

  constructor(parts: { facts: FactsSource; ledger: Ledger; matrix: Matrix; clock: () => Date }) {
    this.#facts = parts.facts;
    this.#ledger = parts.ledger;
    this.#matrix = parts.matrix;
    this.#clock = parts.clock;
  }

  /** Runs `use` if the policy allows the attempt. @throws Problem `access-refused` with its reason, or what `use` throws. */
  async perform<O>(attempt: Attempt, use: (grant: Grant) => Promise<O>): Promise<O> {
    for (let count = 1; ; count += 1) {
      const facts = await this.#factsFor(attempt, count);
      const decision = decide({ ...attempt, facts, matrix: this.#matrix, now: this.#clock() });
      const confirm =
        facts && isReading(attempt.action) && count < attempts
          ? { confirm: { patient: facts.patient, version: facts.version } }
          : {};
      const outcome =
        decision.allowed && facts && decision.reach
          ? await this.#run(
              {
                ...attempt,
                patient: facts.patient,
                facts,
                decision,
                reach: decision.reach,
                changed: false,
                touched: [],
              },
              attempt,
              confirm,
              use,
            )
          : await this.#refuse(attempt, decision, confirm);
      if (outcome !== 'stale') return outcome.result;
      if (attempt.patient) this.#facts.forget(attempt.patient);
    }
  }

  /** Writes a line for what has no space to guard: a sign-in, an operator's act. */
  async record(line: Omit<AuditLine, 'at'>): Promise<void> {
    await this.#ledger.write({ line: { at: this.#clock().toISOString(), ...line } });
  }

  #factsFor({ action, patient }: Attempt, count: number): Promise<Facts | undefined> {
    if (patient === undefined) return Promise.resolve(undefined);
    return isReading(action) && count === 1 ? this.#facts.known(patient) : this.#facts.fresh(patient);
  }

  async #refuse(attempt: Attempt, decision: Decision, confirm: Partial<Entry>): Promise<'stale'> {
    const line = this.#line(attempt, decision, 'refused', decision.reason);
    if ((await this.#ledger.write({ line, ...confirm })) === 'stale') return 'stale';
    throw problem('access-refused', { reason: reasons[decision.reason], code: decision.reason });
  }

  async #run<O>(
    grant: Grant,
    attempt: Attempt,
    confirm: Partial<Entry>,
    use: (grant: Grant) => Promise<O>,
  ): Promise<'stale' | { result: O }> {
    try {
      const result = await use(grant);
      const line = { ...this.#line(attempt, grant.decision, 'success', grant.decision.reason), ...itemsOf(grant) };
      const written = await this.#ledger.write({
        line,
        ...confirm,
        ...(grant.changed ? { moves: grant.patient } : {}),
      });
      return written === 'stale' ? 'stale' : { result };
    } catch (error) {
      const reason = error instanceof Problem ? error.code : 'unforeseen';
      const line = this.#line(attempt, grant.decision, 'failed', reason);
      await this.#ledger.write({ line, ...(grant.changed ? { moves: grant.patient } : {}) });
      throw error;
    }
  }

  #line(attempt: Attempt, decision: Decision, outcome: AuditLine['outcome'], reason: string): AuditLine {
    return {
      at: this.#clock().toISOString(),
      request: attempt.request,
      actor: actorOf(attempt.caller),
      action: attempt.action,
      ...(attempt.patient ? { patient: attempt.patient } : {}),
      ...(attempt.target ? { target: attempt.target } : {}),
      outcome,
      reason,
      ...(decision.emergency === undefined ? {} : { emergency: decision.emergency }),
    };
  }
}

const itemsOf = ({ touched }: Grant): { items?: string[] } => (touched.length ? { items: touched.slice(0, 100) } : {});

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
