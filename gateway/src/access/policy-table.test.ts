import { describe, expect, it } from 'vitest';
import { anna, ask, bea, broken, emergency, facts, lea, samu, unheardOf } from '../../testing/deciding.ts';
import { authorising, doctor, makeFacts, otherDoctor, physiotherapist } from '../../testing/make-facts.ts';
import type { Action } from './action.ts';
import type { Caller } from './caller.ts';
import type { Facts } from './facts.ts';

const beaAtHome: Caller = { ...bea, patient: 'bea' };
const unregistered: Facts = lea();
delete unregistered.birthDate;
const ended = { [doctor.rpps]: { reason: 'inconscient', until: new Date('2026-06-01T09:59:59Z') } };

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

  it('gives no reach with a refusal', () => {
    for (const [, caller, action, space, allowed] of table)
      if (!allowed) expect(ask(caller, action, space).reach).toBeUndefined();
  });
});
