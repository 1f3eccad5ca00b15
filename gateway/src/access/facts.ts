import { LRUCache } from 'lru-cache';
import type { Database } from '../database/connect.ts';
import type { Facts, Rules } from './decision-facts.ts';
import { endEmergencies, keepEmergency, type EmergencyAccess } from './emergency-access.ts';
import { readSpaces } from './space-facts.ts';

export { noRules, type Facts, type Rules } from './decision-facts.ts';

/** Reads the consents again from the FHIR server. */
export type ReadRules = (patient: string) => Promise<Rules>;

/**
 * The facts of decisions. `known` may be behind what another copy wrote: whoever uses it has the ledger confirm the
 * version before answering. `fresh` asks the database.
 */
export class FactsSource {
  readonly #database: Database;
  readonly #readRules: ReadRules;
  readonly #clock: () => Date;
  readonly #known = new LRUCache<string, Facts>({ max: 10_000 });
  readonly #byIns = new LRUCache<string, string>({ max: 10_000 });

  constructor(database: Database, readRules: ReadRules, clock: () => Date) {
    this.#database = database;
    this.#readRules = readRules;
    this.#clock = clock;
  }

  async known(patient: string): Promise<Facts | undefined> {
    return this.#known.get(patient) ?? this.fresh(patient);
  }

  forget(patient: string): void {
    this.#known.delete(patient);
  }

  async fresh(patient: string): Promise<Facts | undefined> {
    return (await this.freshOf([patient])).get(patient);
  }

  /** The same of several spaces, by patient; those that there are not are left out. */
  async freshOf(patients: string[]): Promise<Map<string, Facts>> {
    const spaces = await readSpaces(this.#database, patients, this.#clock());
    const all = spaces.map(async ({ facts, rulesPending }): Promise<[string, Facts]> => {
      const { patient } = facts;
      // While a change is under way the consents are read for each decision, and the mark is left to whoever made it.
      if (rulesPending) return [patient, { ...facts, rules: await this.#readRules(patient) }];
      this.#known.set(patient, facts);
      return [patient, facts];
    });
    return new Map(await Promise.all(all));
  }

  /** The space of an INS, 15 digits; a space keeps its INS for good, so that it is asked for once. */
  async patientWithIns(ins: string): Promise<string | undefined> {
    const found = this.#byIns.get(ins) ?? (await this.#findByIns(ins));
    if (found !== undefined) this.#byIns.set(ins, found);
    return found;
  }

  async #findByIns(ins: string): Promise<string | undefined> {
    const row = await this.#database.selectFrom('space').select('patient').where('ins', '=', ins).executeTakeFirst();
    return row?.patient;
  }

  /**
   * Carries out a change of the consents such that no decision is taken on the rules before it once it has been
   * answered: marked as begun, done, then read again. A change cut short leaves the mark, and the next decision reads the consents first;
   * the next change first ends the emergency accesses that the one cut short was to end.
   */
  async changeRules<T>(patient: string, change: () => Promise<T>): Promise<T> {
    if (await this.#mark(patient)) await this.#endEmergencies(patient);
    try {
      return await change();
    } finally {
      await this.#settle(patient);
      this.forget(patient);
    }
  }

  /** Opens a record in an emergency, if the rules still allow it at this moment. @throws Problem `access-refused` */
  async openEmergency(access: EmergencyAccess): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      // A change of the rules that is about to settle waits for this, and then ends it; one that has settled is seen.
      const space = await transaction
        .selectFrom('space')
        .select(['rules', 'rules_pending'])
        .where('patient', '=', access.patient)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const rules = space.rules_pending ? await this.#readRules(access.patient) : space.rules;
      await keepEmergency(transaction, rules, access);
    });
    this.forget(access.patient);
  }

  async #settle(patient: string): Promise<void> {
    const rules = await this.#readRules(patient);
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('space')
        .set((of) => ({ rules: JSON.stringify(rules), rules_pending: false, version: of('version', '+', '1') }))
        .where('patient', '=', patient)
        .execute();
      await endEmergencies(transaction, patient, rules);
    });
  }

  /** @returns whether an earlier change is under way, or was cut short. */
  async #mark(patient: string): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const before = await transaction
        .selectFrom('space')
        .select('rules_pending')
        .where('patient', '=', patient)
        .forUpdate()
        .executeTakeFirst();
      await transaction
        .updateTable('space')
        .set((of) => ({ rules_pending: true, version: of('version', '+', '1') }))
        .where('patient', '=', patient)
        .execute();
      return before?.rules_pending === true;
    });
  }

  async #endEmergencies(patient: string): Promise<void> {
    const rules = await this.#readRules(patient);
    await this.#database.transaction().execute((transaction) => endEmergencies(transaction, patient, rules));
  }
}
