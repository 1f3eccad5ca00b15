import type { Consent } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { accessRuleFromFhir, accessRuleToFhir, emergencyFromFhir, emergencyToFhir } from './index.ts';

const of = { patient: 'p', author: { kind: 'patient' as const } };
const since = '2026-05-17T08:30:00Z';
const rule = accessRuleToFhir({ ...of, entry: { rpps: '99700100011', decision: 'authorised', since } });
const switches = emergencyToFhir({ ...of, entry: { samu: true, others: false, hidden: false, since } });

describe('who may read (F2, F3)', () => {
  test('a block is a deny, and an authorisation over it a permit', () => {
    const blocked = accessRuleToFhir({ ...of, entry: { rpps: '99700100011', decision: 'blocked', since } }, rule);
    expect([rule.provision?.type, blocked.provision?.type]).toEqual(['permit', 'deny']);
    expect([rule, blocked].map(({ policyRule }) => policyRule?.coding?.[0]?.code)).toEqual(['OPTIN', 'OPTOUT']);
  });

  test.each<[string, Partial<Consent>]>([
    ['was withdrawn', { status: 'inactive' }],
    ['holds for one class of content only', { provision: { ...rule.provision, class: [{ code: 'Observation' }] } }],
    ['holds for one purpose only', { provision: { ...rule.provision, purpose: [{ code: 'TREAT' }] } }],
    ['has exceptions', { provision: { ...rule.provision, provision: [{ type: 'deny' }] } }],
    ['names nobody', { provision: { type: 'permit' } }],
    ['is of another kind', { category: [{ text: 'research' }] }],
  ])('a consent that %s authorises nobody', (_why, change) => {
    expect(accessRuleFromFhir({ ...rule, ...change })).toHaveProperty('unreadable');
  });

  test('the three switches are one consent, so that they change together', () => {
    expect(switches.provision?.provision?.map(({ type }) => type)).toEqual(['permit', 'deny', 'deny']);
  });

  test('a switch of which nothing is said is not taken as on or off', () => {
    const [samu] = switches.provision?.provision ?? [];
    const partial: Consent = { ...switches, provision: { type: 'deny', provision: samu ? [samu] : [] } };
    expect(emergencyFromFhir(partial)).toEqual({ unreadable: 'narrower-rule' });
  });
});
