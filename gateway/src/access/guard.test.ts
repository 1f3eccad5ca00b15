import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authorising, doctor, makeRules } from '../../testing/make-facts.ts';
import { openTrail, type Trail } from '../../testing/trail.ts';
import { Ledger, type AuditLine } from '../audit/ledger.ts';
import type { Database } from '../database/connect.ts';
import type { Problem } from '../errors.ts';
import { FactsSource, noRules, type Rules } from './facts.ts';
import { Guard, type Attempt } from './guard.ts';
import { readMatrix, shippedMatrix } from './matrix.ts';

let trail: Trail;
let database: Database;
let kept: Rules;

beforeAll(async () => {
  trail = await openTrail();
  ({ database } = trail);
});
afterAll(() => trail.close());
beforeEach(async () => {
  kept = makeRules(authorising(doctor));
  await trail.restart(kept);
});

/** One copy of the gateway: facts, ledger and guard of its own, on the shared database. */
function copy(): { guard: Guard; facts: FactsSource } {
  const facts = new FactsSource(
    database,
    async () => kept,
    () => new Date(),
  );
  const ledger = new Ledger(database, Buffer.alloc(32));
  return { facts, guard: new Guard({ facts, ledger, matrix: readMatrix(shippedMatrix), clock: () => new Date() }) };
}
const block = (facts: FactsSource) =>
  facts.changeRules('anna', async () => void (kept = { ...kept, blocked: { [doctor.rpps]: '2026' } }));
const reading: Attempt = {
  caller: doctor,
  action: 'disease.search',
  patient: 'anna',
  target: 'Condition',
  request: 'r',
};
const depositing: Attempt = { ...reading, action: 'disease.add' };
const lines = async (): Promise<AuditLine[]> =>
  (await database.selectFrom('audit_line').select('line').orderBy('seq').execute()).map(({ line }) => JSON.parse(line));
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: Problem) => error.details['code'] ?? error.code,
  );

describe('the guard', () => {
  it('lets through who is authorised, and writes it down with what was reached', async () => {
    const { guard } = copy();
    const result = await guard.perform(reading, async (grant) => void grant.touched.push('Condition/1'));
    expect(result).toBeUndefined();
    expect(await lines()).toMatchObject([
      { action: 'disease.search', outcome: 'success', reason: 'authorised', items: ['Condition/1'] },
    ]);
  });

  it('writes a refusal and a failure down before anything is answered', async () => {
    const { guard } = copy();
    expect(await refusal(guard.perform({ ...reading, patient: undefined }, async () => 1))).toBe('space-unknown');
    await expect(guard.perform(reading, () => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    expect((await lines()).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['refused', 'space-unknown'],
      ['failed', 'unforeseen'],
    ]);
  });

  it('never runs what it refuses', async () => {
    const { guard, facts } = copy();
    await block(facts);
    let ran = false;
    expect(await refusal(guard.perform(depositing, async () => (ran = true)))).toBe('professional-blocked');
    expect(ran).toBe(false);
  });

  it.each([
    ['reading', reading],
    ['depositing', depositing],
  ])('has a block in force at the next %s on another copy, whose facts are older', async (_sentence, attempt) => {
    const [one, other] = [copy(), copy()];
    await other.guard.perform(reading, async () => 1);
    await block(one.facts);
    expect(await refusal(other.guard.perform(attempt, async () => 'secret'))).toBe('professional-blocked');
  });

  it('has an authorisation in force at the next request on another copy', async () => {
    kept = noRules;
    const [one, other] = [copy(), copy()];
    await one.facts.changeRules('anna', async () => undefined);
    expect(await refusal(other.guard.perform(reading, async () => 1))).toBe('no-authorisation');
    await one.facts.changeRules('anna', async () => void (kept = makeRules(authorising(doctor))));
    expect(await other.guard.perform(reading, async () => 'seen')).toBe('seen');
  });

  it('decides again when the patient blocks while the answer is being made', async () => {
    const [one, other] = [copy(), copy()];
    await other.guard.perform(reading, async () => 1);
    const answer = other.guard.perform(reading, async () => {
      await block(one.facts);
      return 'secret';
    });
    expect(await refusal(answer)).toBe('professional-blocked');
  });

  it('answers a record that others keep changing, rather than never', async () => {
    const { guard } = copy();
    let changes = 0;
    const answer = await guard.perform(reading, async () => {
      changes += 1;
      await database
        .updateTable('space')
        .set((of) => ({ version: of('version', '+', '1') }))
        .execute();
      return changes;
    });
    expect(answer).toBe(3);
  });

  it('reads the consents again when a change of them was cut short', async () => {
    const { guard } = copy();
    kept = { ...kept, blocked: { [doctor.rpps]: '2026' } };
    await database.updateTable('space').set({ rules_pending: true, version: '5' }).execute();
    expect(await refusal(guard.perform(reading, async () => 1))).toBe('professional-blocked');
  });

  it('does several changes under one decision each, or none', async () => {
    const { guard } = copy();
    const identity: Attempt = { ...depositing, action: 'identity.change', target: 'Patient/anna' };
    let ran = 0;
    expect(await refusal(guard.performAll([depositing, identity], async () => (ran += 1)))).toBe('matrix-closed');
    await guard.performAll([depositing, depositing], async ([first]) => void (ran += first ? 1 : 0));
    expect(ran).toBe(1);
    expect((await lines()).map(({ outcome }) => outcome)).toEqual(['refused', 'success', 'success']);
  });

  it('does not take several patients for one', async () => {
    const { guard } = copy();
    const both = [depositing, { ...depositing, patient: 'bea' }];
    expect(await refusal(guard.performAll(both, async () => 1))).toBe('transaction-several-patients');
  });

  describe('with a declared emergency', () => {
    const emergency = { samu: false, others: true, hidden: false };
    const declared = { patient: 'anna', rpps: doctor.rpps, reason: 'inconsciente', at: new Date() };
    const access = { ...declared, until: new Date(Date.now() + 3_600_000) };
    const rule = (facts: FactsSource, rules: Parameters<typeof makeRules>[0]) =>
      facts.changeRules('anna', async () => void (kept = makeRules({ emergency, ...rules })));

    it('does not open the record to a doctor who was blocked since the decision', async () => {
      const { facts } = copy();
      await rule(facts, { blocked: { [doctor.rpps]: '2026' } });
      expect(await refusal(facts.openEmergency(access))).toBe('professional-blocked');
      await rule(facts, { emergency: { ...emergency, others: false } });
      expect(await refusal(facts.openEmergency(access))).toBe('emergency-refused');
    });

    it('ends it for a block whose settling a crash prevented, before the unblocking that comes next', async () => {
      const { facts, guard } = copy();
      await rule(facts, {});
      await facts.openEmergency(access);
      expect(await guard.perform(reading, async () => 'seen')).toBe('seen');
      kept = makeRules({ emergency, blocked: { [doctor.rpps]: '2026' } });
      await database.updateTable('space').set({ rules_pending: true }).execute();
      await rule(facts, {});
      expect(await refusal(guard.perform(reading, async () => 'seen'))).toBe('no-authorisation');
    });
  });
});
