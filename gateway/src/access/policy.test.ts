import { describe, expect, it } from 'vitest';
import { authorising, doctor, makeFacts, makeRules, otherDoctor, physiotherapist } from '../../testing/make-facts.ts';
import type { Action } from './action.ts';
import type { Caller } from './caller.ts';
import type { Facts } from './facts.ts';
import { readMatrix, shippedMatrix } from './matrix.ts';
import { decide, decideShared } from './policy.ts';

const matrix = readMatrix(shippedMatrix);
const now = new Date('2026-06-01T10:00:00Z');
const ask = (caller: Caller, action: Action, facts: Facts | undefined = makeFacts()) =>
  decide({ caller, action, facts, matrix, now });

const anna: Caller = { kind: 'patient', account: 'a', person: 'anna', patient: 'anna', session: 's', name: 'Anna' };
const bea: Caller = { ...anna, person: 'bea' };
const beaAtHome: Caller = { ...bea, patient: 'bea' };
const lea = (parts: Partial<Facts> = {}) =>
  makeFacts({ birthDate: '2009-06-01', representatives: { bea: { since: '2026-01-01' } }, ...parts });
const unregistered: Facts = lea();
delete unregistered.birthDate;
const samu: Caller = { ...doctor, regulation: true };
const unheardOf: Caller = { ...doctor, profession: '999' };
const emergency = { samu: true, others: true, hidden: false };
const broken = { [doctor.rpps]: { reason: 'inconscient', until: new Date('2026-06-01T10:30:00Z') } };
const ended = { [doctor.rpps]: { reason: 'inconscient', until: new Date('2026-06-01T09:59:59Z') } };
const facts = (rules: Parameters<typeof makeRules>[0], parts: Partial<Facts> = {}): Facts =>
  makeFacts({ rules: makeRules(rules), ...parts });

type Row = [person: string, Caller, Action, Facts | undefined, allowed: boolean, reason: string];

const table: Row[] = [
  ['a patient reads her own record', anna, 'disease.read', makeFacts(), true, 'own-record'],
  ['a patient reads another’s record', bea, 'disease.read', makeFacts(), false, 'not-own-record'],
  ['a patient whose own space is asked for another', beaAtHome, 'disease.read', makeFacts(), false, 'not-own-record'],
  ['a mother reads her child’s record', bea, 'disease.read', lea(), true, 'legal-representative'],
  ['a mother adds to her child’s record', bea, 'document.add', lea(), true, 'legal-representative'],
  ['a mother in the closed space of her child', bea, 'disease.read', lea({ state: 'closed' }), false, 'space-not-open'],
  ['a mother whose child is of age', bea, 'disease.read', lea({ birthDate: '2008-06-01' }), false, 'of-age'],
  [
    'a child of age whose mother is still noted',
    anna,
    'disease.read',
    lea({ birthDate: '2008-06-01' }),
    true,
    'own-record',
  ],
  ['a mother whose child the register no longer knows', bea, 'disease.read', unregistered, false, 'of-age'],
  [
    'a mother who no longer represents her child',
    bea,
    'disease.read',
    lea({ representatives: {} }),
    false,
    'not-own-record',
  ],
  [
    'a person named like what every object has',
    { ...bea, person: 'constructor' },
    'disease.read',
    lea(),
    false,
    'not-own-record',
  ],
  ['a minor with a login', anna, 'disease.read', lea(), false, 'minor-signs-not-in'],
  [
    'a minor with a login in a closed space',
    anna,
    'disease.read',
    lea({ state: 'closed' }),
    false,
    'minor-signs-not-in',
  ],
  ['a patient whose space is closed', anna, 'disease.read', makeFacts({ state: 'closed' }), false, 'space-not-open'],
  [
    'a doctor deposits in an opposed space',
    doctor,
    'disease.add',
    makeFacts({ state: 'opposed' }),
    false,
    'space-not-open',
  ],
  ['an operator reads a record', { kind: 'operator', name: 'op' }, 'disease.read', makeFacts(), false, 'caller-closed'],
  ['the bridge files mail', { kind: 'bridge', sender: 'h' }, 'message.add', makeFacts(), true, 'mail-received'],
  ['the bridge reads a message', { kind: 'bridge', sender: 'h' }, 'message.read', makeFacts(), false, 'caller-closed'],
  ['the bridge adds a disease', { kind: 'bridge', sender: 'h' }, 'disease.add', makeFacts(), false, 'caller-closed'],
  ['a doctor lists diseases unasked', doctor, 'disease.search', makeFacts(), false, 'no-authorisation'],
  ['a doctor reads back what she deposited', doctor, 'disease.read', makeFacts(), true, 'author'],
  ['a doctor deposits without authorisation', doctor, 'disease.add', makeFacts(), true, 'deposit'],
  ['an authorised doctor lists diseases', doctor, 'disease.search', facts(authorising(doctor)), true, 'authorised'],
  [
    'another doctor’s authorisation',
    otherDoctor,
    'disease.search',
    facts(authorising(doctor)),
    false,
    'no-authorisation',
  ],
  [
    'an authorised and blocked doctor reads',
    doctor,
    'disease.read',
    facts({ ...authorising(doctor), blocked: { [doctor.rpps]: '2026' } }),
    false,
    'professional-blocked',
  ],
  [
    'a blocked doctor deposits',
    doctor,
    'disease.add',
    facts({ blocked: { [doctor.rpps]: '2026' } }),
    false,
    'professional-blocked',
  ],
  [
    'a blocked doctor looks up the INS',
    doctor,
    'identity.search',
    facts({ blocked: { [doctor.rpps]: '2026' } }),
    false,
    'professional-blocked',
  ],
  [
    'a blocked doctor breaks the glass',
    doctor,
    'consent.break-glass',
    facts({ emergency, blocked: { [doctor.rpps]: '2026' } }),
    false,
    'professional-blocked',
  ],
  [
    'a blocked doctor whose emergency goes on',
    doctor,
    'disease.read',
    facts({ emergency, blocked: { [doctor.rpps]: '2026' } }, { brokenGlass: broken }),
    false,
    'professional-blocked',
  ],
  ['the SAMU where the patient admits it', samu, 'disease.search', facts({ emergency }), true, 'samu-regulation'],
  ['the SAMU where the patient does not', samu, 'disease.search', makeFacts(), false, 'no-authorisation'],
  ['a doctor breaks the glass', doctor, 'consent.break-glass', facts({ emergency }), true, 'broken-glass'],
  [
    'breaking the glass where it is not admitted',
    doctor,
    'consent.break-glass',
    makeFacts(),
    false,
    'emergency-refused',
  ],
  [
    'a profession unheard of breaks the glass',
    unheardOf,
    'consent.break-glass',
    facts({ emergency }),
    false,
    'matrix-closed',
  ],
  [
    'reading after breaking the glass',
    doctor,
    'disease.search',
    facts({ emergency }, { brokenGlass: broken }),
    true,
    'broken-glass',
  ],
  [
    'reading when the emergency is over',
    doctor,
    'disease.search',
    facts({ emergency }, { brokenGlass: ended }),
    false,
    'no-authorisation',
  ],
  [
    'another’s emergency',
    otherDoctor,
    'disease.search',
    facts({ emergency }, { brokenGlass: broken }),
    false,
    'no-authorisation',
  ],
  [
    'an emergency that the patient then forbade',
    doctor,
    'disease.search',
    facts({}, { brokenGlass: broken }),
    false,
    'no-authorisation',
  ],
  [
    'a physiotherapist and vaccinations',
    physiotherapist,
    'vaccination.read',
    facts(authorising(physiotherapist)),
    false,
    'matrix-closed',
  ],
  [
    'a physiotherapist adds a vaccination',
    physiotherapist,
    'vaccination.add',
    facts(authorising(physiotherapist)),
    false,
    'matrix-closed',
  ],
  ['a profession unheard of reads', unheardOf, 'disease.read', facts(authorising(doctor)), false, 'matrix-closed'],
  ['a profession unheard of looks up an INS', unheardOf, 'identity.search', makeFacts(), false, 'matrix-closed'],
  ['a doctor looks up a whole INS', doctor, 'identity.search', makeFacts(), true, 'identity-lookup'],
  ['a doctor changes an identity', doctor, 'identity.change', facts(authorising(doctor)), false, 'matrix-closed'],
  ['a doctor records an authorisation', doctor, 'consent.add', makeFacts(), true, 'consent-at-consultation'],
  ['a doctor reads messages of others', doctor, 'message.search', facts(authorising(doctor)), true, 'author'],
];

describe('the policy', () => {
  it.each(table)('%s', (_sentence, caller, action, space, allowed, reason) => {
    expect(ask(caller, action, space)).toMatchObject({ allowed, reason });
  });

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

  it('gives no reach with a refusal', () => {
    for (const [, caller, action, space, allowed] of table)
      if (!allowed) expect(ask(caller, action, space).reach).toBeUndefined();
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
