import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTrail, type Trail } from '../../testing/trail.ts';
import { noRules } from '../access/facts.ts';
import type { Database } from '../database/connect.ts';
import { Ledger, type AuditLine } from './ledger.ts';
import { verifyTrail } from './verify.ts';

const key = Buffer.alloc(32, 1);
let trail: Trail;
let database: Database;

beforeAll(async () => {
  trail = await openTrail();
  ({ database } = trail);
});
afterAll(() => trail.close());
beforeEach(() => trail.restart(noRules));

const makeLine = (request: string): AuditLine => ({
  at: '2026-06-01T10:00:00.000Z',
  request,
  actor: { kind: 'operator', id: 'op', name: 'Élodie "Op" \u0000' },
  action: 'disease.read',
  patient: 'anna',
  outcome: 'success',
  reason: 'authorised',
});
const fill = (ledger: Ledger, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => ledger.write({ line: makeLine(`r${index}`) })));
const versionOf = async (patient: string) =>
  (await database.selectFrom('space').select('version').where('patient', '=', patient).executeTakeFirstOrThrow())
    .version;

describe('the trail', () => {
  it('stays one chain when two copies of the gateway write at once', async () => {
    const copies = [new Ledger(database, key), new Ledger(database, key)];
    const rounds = Array.from({ length: 8 }, () => copies.map((copy) => fill(copy, 25))).flat();
    expect((await Promise.all(rounds)).flat()).toEqual(Array(400).fill('written'));
    expect(await verifyTrail(database, key)).toEqual({ lines: 400, end: expect.anything() as unknown });
  });

  it.each([
    [
      'a line that was changed',
      () =>
        database
          .updateTable('audit_line')
          .set((of) => ({ line: of.fn('replace', ['line', of.val('authorised'), of.val('deposit')]) }))
          .where('seq', '=', '3')
          .execute(),
      { seq: '3', why: 'changed' },
    ],
    [
      'a line that was removed',
      () => database.deleteFrom('audit_line').where('seq', '=', '3').execute(),
      { seq: '3', why: 'missing' },
    ],
    [
      'a first line that was removed',
      () => database.deleteFrom('audit_line').where('seq', '=', '1').execute(),
      { seq: '1', why: 'missing' },
    ],
    [
      'an end that was cut off',
      () => database.deleteFrom('audit_line').where('seq', '>', '4').execute(),
      { seq: '5', why: 'end-missing' },
    ],
  ])('shows %s', async (_sentence, tamper, broken) => {
    await fill(new Ledger(database, key), 6);
    expect(await verifyTrail(database, key)).toEqual({ lines: 6, end: expect.anything() as unknown });
    await tamper();
    expect((await verifyTrail(database, key)).broken).toEqual(broken);
  });

  it('shows a line written by somebody without the key', async () => {
    await fill(new Ledger(database, key), 2);
    await fill(new Ledger(database, Buffer.alloc(32, 2)), 1);
    expect((await verifyTrail(database, key)).broken).toEqual({ seq: '3', why: 'changed' });
  });

  it('does not write what was decided on facts that have moved on, and writes the others', async () => {
    const ledger = new Ledger(database, key);
    await fill(ledger, 1);
    const version = await versionOf('anna');
    await database.updateTable('space').set({ version: '9' }).execute();
    const results = await Promise.all([
      ledger.write({ line: makeLine('old'), confirm: { patient: 'anna', version } }),
      ledger.write({ line: makeLine('new'), confirm: { patient: 'anna', version: '9' } }),
      ledger.write({ line: makeLine('none') }),
    ]);
    expect(results).toEqual(['stale', 'written', 'written']);
    expect(await verifyTrail(database, key)).toEqual({ lines: 3, end: expect.anything() as unknown });
  });

  it('says stale also for a space that is gone', async () => {
    const ledger = new Ledger(database, key);
    expect(await ledger.write({ line: makeLine('x'), confirm: { patient: 'nobody', version: '1' } })).toBe('stale');
  });

  it('moves the space with the line of a change', async () => {
    const ledger = new Ledger(database, key);
    await ledger.write({ line: makeLine('change'), moves: 'anna' });
    expect(await versionOf('anna')).toBe('2');
  });

  it('is not stopped by one line that cannot be written', async () => {
    const ledger = new Ledger(database, key);
    const bad = ledger.write({ line: { ...makeLine('bad'), patient: 'an\u0000na' } });
    await expect(bad).rejects.toThrow();
    expect(await ledger.write({ line: makeLine('good') })).toBe('written');
  });
});
