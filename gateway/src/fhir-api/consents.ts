import {
  accessRuleFromFhir,
  CONSENT_KIND_SYSTEM,
  CONSENT_KINDS,
  isUnreadable,
  RPPS_SYSTEM,
} from '@passerelle/fhir-mappings';
import type { Consent } from '@medplum/fhirtypes';
import type { Grant } from '../access/guard.ts';
import type { PatientRecord } from '../access/record.ts';
import { problem } from '../errors.ts';
import type { Api } from './api.ts';
import type { Exchange } from './exchange.ts';
import { seenAs } from './labels.ts';

/** P3: stores an authorisation given at a consultation, in force with the answer on every copy of the gateway. */
export async function recordConsent(
  api: Api,
  { caller }: Exchange,
  record: PatientRecord,
  { patient }: Grant,
  given: Consent,
): Promise<Consent> {
  const consent = ofOurKind(given);
  if (!permits(consent, caller.rpps) || !isRule(consent, caller.rpps))
    throw problem('resource-invalid', {
      detail: {
        fr: 'un accord en consultation : status active, scope patient-privacy, provision permit pour vous seul (identifiant RPPS), sans autre condition',
        en: 'consent at a consultation: status active, scope patient-privacy, provision permit for yourself alone (RPPS identifier), no other condition',
      },
    });
  return api.facts.changeRules(patient, () => record.create(consent, seenAs(consent)));
}

/** Our category, by which the consents of professionals are told from the others; software need not know it. */
function ofOurKind(consent: Consent): Consent {
  const { code } = CONSENT_KINDS.professional;
  const others = (consent.category ?? []).filter(
    ({ coding = [] }) => !coding.some(({ system }) => system === CONSENT_KIND_SYSTEM),
  );
  return { ...consent, category: [...others, { coding: [{ system: CONSENT_KIND_SYSTEM, code }] }] };
}

/** A permit for one professional. Blocks, emergency rules and narrower rules are the patient's alone. */
function permits({ status, scope, provision, policyRule, modifierExtension }: Consent, rpps: string): boolean {
  const { type, actor, action = [], period, ...conditions } = provision ?? {};
  const [only, ...others] = Array.isArray(actor) ? actor : [];
  const { system, value } = only?.reference?.identifier ?? {};
  const actions = action.flatMap(({ coding = [] }) => coding.map(({ code }) => code));
  return (
    status === 'active' &&
    (scope?.coding ?? []).some(({ code }) => code === 'patient-privacy') &&
    type === 'permit' &&
    others.length === 0 &&
    system === RPPS_SYSTEM &&
    value === rpps &&
    period?.end === undefined &&
    actions.every((code) => code === 'access') &&
    Object.keys(conditions).every((key) => key === 'id') &&
    modifierExtension === undefined &&
    policyRule?.extension === undefined
  );
}

/** What decisions will make of it, so that no accord is answered with success and then counts for nothing. */
function isRule(consent: Consent, rpps: string): boolean {
  const rule = accessRuleFromFhir(consent);
  return !isUnreadable(rule) && rule.entry.rpps === rpps && rule.entry.decision === 'authorised';
}
