import { isReading, type Action } from './action.ts';
import { grantOf, type Attempt, type Grant } from './attempt.ts';
import { failureOf, lineOf, successOf, type End } from './audit-line.ts';
import type { Facts, FactsSource } from './facts.ts';
import type { Matrix } from './matrix.ts';
import { decide, decideShared, type Decision, type Reach } from './policy.ts';
import { reasons, saidTo } from './reasons.ts';
import type { AuditLine, Entry, Ledger, Written } from '../audit/ledger.ts';
import { problem } from '../errors.ts';

export type { Attempt, Grant } from './attempt.ts';
export { actorOf } from './audit-line.ts';

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
  perform<O>(attempt: Attempt, use: (grant: Grant) => Promise<O>): Promise<O> {
    return this.#ledger.during(() => this.#perform(attempt, use));
  }

  async #perform<O>(attempt: Attempt, use: (grant: Grant) => Promise<O>): Promise<O> {
    for (let count = 1; ; count += 1) {
      const facts = await this.#factsFor(attempt, count);
      const decision = this.#decide(attempt, facts);
      const confirm =
        facts && isReading(attempt.action) && count < attempts
          ? { confirm: { patient: facts.patient, version: facts.version } }
          : {};
      const grant = grantOf(attempt, facts, decision);
      const outcome = grant
        ? await this.#run(grant, attempt, confirm, use)
        : await this.#refuse(attempt, decision, confirm);
      if (outcome !== 'stale') return outcome.result;
      if (attempt.patient) this.#facts.forget(attempt.patient);
    }
  }

  /**
   * Several changes in one patient's space that happen together or not at all: each is decided and has its own line. The
   * grants are in the order of the attempts; `use` marks one as changed.
   */
  async performAll<O>(list: Attempt[], use: (grants: Grant[]) => Promise<O>): Promise<O> {
    const patient = list[0]?.patient;
    if (list.some((attempt) => attempt.patient !== patient)) throw problem('transaction-several-patients');
    const facts = patient === undefined ? undefined : await this.#facts.fresh(patient);
    const decisions = list.map((attempt) => this.#decide(attempt, facts));
    const refused = decisions.findIndex(({ allowed }) => !allowed);
    if (refused >= 0) await this.#refuse(list[refused] as Attempt, decisions[refused] as Decision, {});
    const grants = list.flatMap((attempt, index) => grantOf(attempt, facts, decisions[index] as Decision) ?? []);
    const result = await use(grants).catch(async (error: unknown) => {
      const hiddenFromKin = new Set(grants.flatMap((grant) => [...grant.hiddenFromKin]));
      await this.#writeAll(list, grants, () => failureOf(error, { hiddenFromKin }));
      throw error;
    });
    await this.#writeAll(list, grants, successOf);
    return result;
  }

  /** Reading what belongs to no patient: the directory. @throws as `perform` */
  async performShared<O>(attempt: Omit<Attempt, 'patient'>, use: () => Promise<O>): Promise<O> {
    const asked = { ...attempt, patient: undefined };
    const decision = decideShared({ ...attempt, matrix: this.#matrix });
    if (!decision.allowed) await this.#refuse(asked, decision, {});
    const result = await use().catch(async (error: unknown) => {
      await this.#write(asked, decision, failureOf(error));
      throw error;
    });
    await this.#write(asked, decision, { outcome: 'success', reason: decision.reason });
    return result;
  }

  /** What the holder of a grant could reach by another action, on the same facts: for what comes along with a search. */
  reachFor(grant: Grant, action: Action): Reach | undefined {
    return this.#decide({ ...grant, action }, grant.facts).reach;
  }

  /** Writes a line for what has no space to guard: a sign-in, an operator's act. */
  async record(line: Omit<AuditLine, 'at'>): Promise<void> {
    await this.#ledger.write({ line: { at: this.#clock().toISOString(), ...line } });
  }

  #decide({ caller, action }: Pick<Attempt, 'caller' | 'action'>, facts: Facts | undefined): Decision {
    return decide({ caller, action, facts, matrix: this.#matrix, now: this.#clock() });
  }

  #factsFor({ action, patient }: Attempt, count: number): Promise<Facts | undefined> {
    if (patient === undefined) return Promise.resolve(undefined);
    return isReading(action) && count === 1 ? this.#facts.known(patient) : this.#facts.fresh(patient);
  }

  async #refuse(attempt: Attempt, decision: Decision, confirm: Partial<Entry>): Promise<'stale'> {
    const { reason } = decision;
    if ((await this.#write(attempt, decision, { outcome: 'refused', reason }, confirm)) === 'stale') return 'stale';
    const said = saidTo(attempt.caller, reason);
    throw problem('access-refused', { reason: reasons[said], code: said });
  }

  /** A reading that failed on rules that no longer hold is redone as well. */
  async #run<O>(
    grant: Grant,
    attempt: Attempt,
    confirm: Partial<Entry>,
    use: (grant: Grant) => Promise<O>,
  ): Promise<'stale' | { result: O }> {
    const ended = await use(grant).then(
      (result) => ({ result, end: successOf(grant) }),
      (error: unknown) => ({ error, end: failureOf(error, grant) }),
    );
    const moves = grant.changed ? { moves: grant.patient } : {};
    const written = await this.#write(attempt, grant.decision, ended.end, { ...confirm, ...moves });
    if (written === 'stale') return 'stale';
    if ('error' in ended) throw ended.error;
    return ended;
  }

  #write(attempt: Attempt, decision: Decision, end: End, more: Partial<Entry> = {}): Promise<Written> {
    return this.#ledger.write({ ...more, line: lineOf(this.#clock(), attempt, decision, end) });
  }

  async #writeAll(list: Attempt[], grants: Grant[], endOf: (grant: Grant) => End) {
    const written = grants.map((grant, index) =>
      this.#write(list[index] as Attempt, grant.decision, endOf(grant), grant.changed ? { moves: grant.patient } : {}),
    );
    await Promise.all(written);
  }
}
