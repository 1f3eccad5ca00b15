import type { ProfessionalCaller } from '../src/access/caller.ts';
import { noRules, type Facts, type Rules } from '../src/access/facts.ts';

export const doctor: ProfessionalCaller = {
  kind: 'professional',
  rpps: '10000000001',
  name: 'Dr Claire Aubry',
  profession: '10',
  regulation: false,
  software: 'cabinet',
};
export const otherDoctor: ProfessionalCaller = { ...doctor, rpps: '10000000002', name: 'Dr Denis Blin' };
export const physiotherapist: ProfessionalCaller = {
  ...doctor,
  rpps: '10000000003',
  name: 'Élise Cot',
  profession: '70',
};

/** Rules with the parts that matter to a test. */
export const makeRules = (parts: Partial<Rules> = {}): Rules => ({ ...noRules, ...parts });

export const authorising = (...callers: ProfessionalCaller[]): Partial<Rules> => ({
  authorised: Object.fromEntries(callers.map(({ rpps }) => [rpps, '2026-01-01'])),
});

/** An open space without rules, with overrides. */
export const makeFacts = (parts: Partial<Facts> = {}): Facts => ({
  patient: 'anna',
  ins: '279035121518989',
  state: 'open',
  version: '1',
  rules: noRules,
  birthDate: '1979-03-28',
  representatives: {},
  brokenGlass: {},
  ...parts,
});
