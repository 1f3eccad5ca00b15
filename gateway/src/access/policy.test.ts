import { describe, expect, it } from 'vitest';
import { anna, ask, bea, broken, emergency, facts, lea, matrix, now, samu, unheardOf } from '../../testing/deciding.ts';
import { authorising, doctor, makeFacts } from '../../testing/make-facts.ts';
import type { Action } from './action.ts';
import type { Caller } from './caller.ts';
import { decide, decideShared } from './policy.ts';

describe('the policy', () => {
  it('refuses every action in a space that does not exist', () => {
    for (const caller of [anna, doctor, samu, { kind: 'bridge', sender: 'h' } as const])
      expect(decide({ caller, action: 'disease.read', facts: undefined, matrix, now })).toEqual({
        allowed: false,
        reason: 'space-unknown',
      });
  });

  it('tells a stranger the same of a space whatever its state', () => {
    const answers = (['open', 'opposed', 'closed'] as const).map((state) =>
      ask(bea, 'disease.read', makeFacts({ state })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveProperty('size', 1);
  });

  it('lets a mother out at midnight of the eighteenth birthday, as Paris has it, and her child in', () => {
    const at = (time: string, caller: Caller, birthDate: string) =>
      decide({ caller, action: 'disease.read', facts: lea({ birthDate }), matrix, now: new Date(time) }).reason;
    // Paris is two hours ahead in summer, one in winter.
    expect(at('2027-05-31T21:59:59.999Z', bea, '2009-06-01')).toBe('legal-representative');
    expect(at('2027-05-31T21:59:59.999Z', anna, '2009-06-01')).toBe('minor-signs-not-in');
    expect(at('2027-05-31T22:00:00.000Z', bea, '2009-06-01')).toBe('of-age');
    expect(at('2027-05-31T22:00:00.000Z', anna, '2009-06-01')).toBe('own-record');
    expect(at('2026-12-31T22:59:59.999Z', bea, '2009-01-01')).toBe('legal-representative');
    expect(at('2026-12-31T23:00:00.000Z', bea, '2009-01-01')).toBe('of-age');
    expect(at('2026-02-28T22:59:59.999Z', bea, '2008-02-29')).toBe('legal-representative');
    expect(at('2026-02-28T23:00:00.000Z', bea, '2008-02-29')).toBe('of-age');
  });

  it('shows a mother what may be shown to kin, and lets her change that alone', () => {
    expect(ask(bea, 'document.search', lea()).reach).toEqual({
      ...{ tags: ['kin'], classes: 'all', changeable: ['kin'], writable: 'all' },
    });
  });

  it('lets a doctor without authorisation see by id what she wrote, and nothing else', () => {
    expect(ask(doctor, 'disease.read').reach?.tags).toEqual([`author-${doctor.rpps}`]);
    expect(ask(doctor, 'identity.read')).toMatchObject({ allowed: false, reason: 'no-authorisation' });
  });

  it('shows hidden items in an emergency only where the patient said so (F3)', () => {
    const tags = (hidden: boolean) =>
      ask(samu, 'document.search', facts({ emergency: { ...emergency, hidden } })).reach?.tags;
    expect(tags(false)).not.toContain('hidden');
    expect(tags(true)).toContain('hidden');
  });

  it('never shows hidden items to who is authorised', () => {
    expect(ask(doctor, 'document.search', facts(authorising(doctor))).reach?.tags).toEqual([
      'open',
      `author-${doctor.rpps}`,
    ]);
  });

  it('lets a professional change what they wrote alone', () => {
    for (const action of ['disease.change', 'document.remove'] as const)
      expect(ask(doctor, action, facts(authorising(doctor))).reach?.changeable).toEqual([`author-${doctor.rpps}`]);
    expect(ask(doctor, 'disease.read', facts(authorising(doctor))).reach?.changeable).toEqual([]);
  });

  it('narrows documents to the classes that the profession may read, and deposits to those it may write', () => {
    const { reach } = ask(doctor, 'document.add', facts(authorising(doctor)));
    expect(reach?.classes).toContain('60');
    expect(reach?.writable).not.toContain('60');
    expect(ask(anna, 'document.add').reach?.writable).toBe('all');
  });

  it('says the reason of an emergency, so that the audit and the patient have it', () => {
    expect(ask(doctor, 'disease.read', facts({ emergency }, { brokenGlass: broken })).emergency).toBe('inconscient');
    expect(ask(doctor, 'disease.read', facts(authorising(doctor))).emergency).toBeUndefined();
  });

  it('opens the directory to reading for the professions of the matrix, and to nobody for writing', () => {
    const shared = (caller: Caller, action: Action) => decideShared({ caller, action, matrix }).allowed;
    expect(shared(doctor, 'professional.search')).toBe(true);
    expect(shared(doctor, 'professional.change')).toBe(false);
    expect(shared(unheardOf, 'organisation.read')).toBe(false);
    expect(shared(anna, 'professional.read')).toBe(false);
  });
});
