import type { CodeableConcept, Consent } from '@medplum/fhirtypes';
import { codeable, codesOf, hl7, LOINC } from './coding.ts';
import type { Label } from './label.ts';
import { ownSystem } from './own.ts';

const KINDS = ownSystem('consent-kind');

/** The kinds of consents that this gateway writes, told apart by a category of its own: `Consent?category=…`. */
export const CONSENT_KINDS = {
  professional: {
    code: 'professional-access',
    label: { fr: 'Accès d’un professionnel', en: 'Access of a professional' },
  },
  emergency: { code: 'emergency-access', label: { fr: 'Accès en urgence', en: 'Access in an emergency' } },
} as const satisfies Record<string, { code: string; label: Label }>;
export type ConsentKind = keyof typeof CONSENT_KINDS;
export { KINDS as CONSENT_KIND_SYSTEM };

export const isConsent = (resource: Consent, kind: ConsentKind): boolean =>
  resource.category.some((category) => codesOf(category, KINDS).includes(CONSENT_KINDS[kind].code));

/** R4 wants a policy or a rule (ppc-1): opting in or out. */
export const ruleOf = (permitted: boolean): CodeableConcept =>
  codeable(hl7('v3-ActCode'), permitted ? 'OPTIN' : 'OPTOUT');

/** A consent of one kind that says nothing yet. */
export const blankConsent = (kind: ConsentKind): Consent => ({
  resourceType: 'Consent',
  status: 'active',
  scope: codeable(hl7('consentscope'), 'patient-privacy'),
  category: [codeable(LOINC, '59284-0'), codeable(KINDS, CONSENT_KINDS[kind].code, CONSENT_KINDS[kind].label.en)],
  patient: {},
  policyRule: ruleOf(false),
});
