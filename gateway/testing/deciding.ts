import type { Action } from '../src/access/action.ts';
import type { Caller, PatientCaller } from '../src/access/caller.ts';
import type { Facts } from '../src/access/facts.ts';
import { readMatrix, shippedMatrix } from '../src/access/matrix.ts';
import { decide, type Decision } from '../src/access/policy.ts';
import { doctor, makeFacts, makeRules } from './make-facts.ts';

export const matrix = readMatrix(shippedMatrix);
export const now = new Date('2026-06-01T10:00:00Z');
/** Asks the policy, in Anna's open space without rules unless in another. */
export const ask = (caller: Caller, action: Action, facts: Facts | undefined = makeFacts()): Decision =>
  decide({ caller, action, facts, matrix, now });

export const anna: PatientCaller = {
  kind: 'patient',
  account: 'a',
  person: 'anna',
  patient: 'anna',
  session: 's',
  name: 'Anna',
};
/** Bea, in Anna's space. */
export const bea: PatientCaller = { ...anna, person: 'bea' };
export const samu: Caller = { ...doctor, regulation: true };
export const unheardOf: Caller = { ...doctor, profession: '999' };

/** Anna's space, where she is a minor whom Bea represents. */
export const lea = (parts: Partial<Facts> = {}): Facts =>
  makeFacts({ birthDate: '2009-06-01', representatives: { bea: { since: '2026-01-01' } }, ...parts });
/** Anna's space with these rules. */
export const facts = (rules: Parameters<typeof makeRules>[0], parts: Partial<Facts> = {}): Facts =>
  makeFacts({ rules: makeRules(rules), ...parts });
/** Anna admits emergencies. */
export const emergency = { samu: true, others: true, hidden: false };
/** The doctor broke the glass half an hour ago. */
export const broken = { [doctor.rpps]: { reason: 'inconscient', until: new Date('2026-06-01T10:30:00Z') } };
