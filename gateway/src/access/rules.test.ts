import { expect, test } from 'vitest';
import { accessRuleToFhir, emergencyToFhir, type AccessRule } from '@passerelle/fhir-mappings';
import type { Consent, ConsentProvision } from '@medplum/fhirtypes';
import { rulesFrom } from './rules.ts';

const patient = 'p1';
const author = { kind: 'patient' } as const;
const since = '2026-01-01';
const rule = (rpps: string, decision: AccessRule['decision'], more: Partial<AccessRule> = {}): Consent =>
  accessRuleToFhir({ patient, author, entry: { rpps, decision, since, ...more } });
const switches = (samu: boolean, others = true): Consent =>
  emergencyToFhir({ patient, author, entry: { samu, others, hidden: false, since } });
const narrowed = (consent: Consent, provision: Partial<ConsentProvision>): Consent => ({
  ...consent,
  provision: { ...consent.provision, ...provision },
});
const [martin, durand] = ['10001234567', '10007654321'];

test('Consents come to who is authorised, who is blocked, and what an emergency allows', () => {
  expect(
    rulesFrom([rule(martin, 'authorised', { until: '2027-01-01' }), rule(durand, 'blocked'), switches(true)]),
  ).toEqual({
    ...{ authorised: { [martin]: since }, blocked: { [durand]: since }, ends: { [martin]: '2027-01-01' } },
    emergency: { samu: true, others: true, hidden: false },
  });
});

test('Nothing said is no', () => {
  expect(rulesFrom([])).toMatchObject({
    authorised: {},
    blocked: {},
    emergency: { samu: false, others: false, hidden: false },
  });
});

test('A permit with a condition that we cannot apply counts for nothing', () => {
  const only = { class: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Immunization' }] };
  expect(rulesFrom([narrowed(rule(martin, 'authorised'), only)])).toMatchObject({ authorised: {}, blocked: {} });
});

test('A refusal with a condition that we cannot apply blocks the professional whom it names', () => {
  const only = { purpose: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HMARKT' }] };
  const rules = rulesFrom([rule(durand, 'authorised'), narrowed(rule(martin, 'blocked'), only)]);
  expect(rules).toMatchObject({ authorised: { [durand]: since }, blocked: { [martin]: since } });
});

test('A refusal within a permit is a refusal', () => {
  const within = { provision: [{ type: 'deny' as const }] };
  expect(rulesFrom([narrowed(rule(martin, 'authorised'), within)])).toMatchObject({
    authorised: {},
    blocked: { [martin]: since },
  });
});

test('A refusal that names nobody closes all reading, and keeps the blocks', () => {
  const nobody: Consent = { ...rule(martin, 'blocked'), provision: { type: 'deny' } };
  expect(rulesFrom([rule(durand, 'authorised'), rule(martin, 'blocked'), switches(true), nobody])).toEqual({
    ...{ authorised: {}, blocked: { [martin]: since }, emergency: { samu: false, others: false, hidden: false } },
  });
});

test('Two settings for emergencies allow what both allow, and one that cannot be read turns them off', () => {
  expect(rulesFrom([switches(true), switches(false)]).emergency).toEqual({ samu: false, others: true, hidden: false });
  const strange = narrowed(switches(true), { provision: [{ type: 'permit', purpose: [] }] });
  expect(rulesFrom([switches(true), strange]).emergency).toEqual({ samu: false, others: false, hidden: false });
});

test('A consent to research says nothing of access', () => {
  const research = {
    ...rule(martin, 'blocked'),
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'research' }] },
  };
  const elsewhere: Consent = { ...research, category: [], provision: { type: 'deny' } };
  expect(rulesFrom([rule(durand, 'authorised'), elsewhere])).toMatchObject({
    authorised: { [durand]: since },
    blocked: {},
  });
});
