import type { Coding, Consent, ConsentProvision } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { codingOf, hl7 } from './coding.ts';
import { concept, type Recorded } from './concept.ts';
import { blankConsent, isConsent } from './consent-codes.ts';
import { performer, since } from './consent.ts';
import { VISIBILITY_LABELS, VISIBILITY_SYSTEM } from './document-labels.ts';
import { equal } from './equal.ts';
import { fields, type Lens } from './lens.ts';
import { DayOrInstant } from './partial-date.ts';
import { patientUnder } from './parts.ts';
import { unreadable } from './unreadable.ts';

/**
 * F3. The three emergency switches: `samu`, the SAMU may read; `others`, other professionals may break the glass; `hidden`, either
 * may then read hidden documents too. `since`: when they were last set.
 */
export const EmergencySettings = Type.Object(
  { samu: Type.Boolean(), others: Type.Boolean(), hidden: Type.Boolean(), since: DayOrInstant },
  { additionalProperties: false },
);
export type EmergencySettings = Static<typeof EmergencySettings>;
type Switch = Exclude<keyof EmergencySettings, 'since'>;

const REASONS = hl7('v3-ActReason');
const ETREAT = codingOf(REASONS, 'ETREAT', 'Emergency Treatment');
const BTG = codingOf(REASONS, 'BTG', 'break the glass');

/** The rule of each switch: all in one consent, so that they change together or not at all. */
const RULES: Record<Switch, { purpose: Coding[]; securityLabel?: Coding[] }> = {
  samu: { purpose: [ETREAT] },
  others: { purpose: [BTG] },
  hidden: {
    purpose: [ETREAT, BTG],
    securityLabel: [codingOf(VISIBILITY_SYSTEM, VISIBILITY_LABELS.professionals)],
  },
};
const SWITCHES = Object.keys(RULES) as Switch[];

const codes = (codings: Coding[] = []) => codings.map(({ system, code }) => `${system ?? ''}|${code ?? ''}`).sort();

/** Whether a rule has the conditions of the switch, and no other. */
const isRuleOf = (name: Switch) => (provision: ConsentProvision) =>
  equal(codes(provision.purpose), codes(RULES[name].purpose)) &&
  equal(codes(provision.securityLabel), codes(RULES[name].securityLabel)) &&
  Object.keys(provision).every((key) => ['id', 'extension', 'type', 'purpose', 'securityLabel'].includes(key));

const isOurs = (provision: ConsentProvision) => SWITCHES.some((name) => isRuleOf(name)(provision));

/** A switch of which nothing is said is neither on nor off. */
const switched = (name: Switch): Lens<Consent, boolean> => ({
  get: ({ provision }) => {
    const rules = provision?.provision ?? [];
    const [rule, ...more] = rules.filter(isRuleOf(name));
    if (rule?.type === undefined || more.length > 0 || !rules.every(isOurs)) return unreadable('narrower-rule');
    return rule.type === 'permit';
  },
  put: (resource, on) => {
    const others = (resource.provision?.provision ?? []).filter((rule) => isOurs(rule) && !isRuleOf(name)(rule));
    const rule: ConsentProvision = { type: on ? 'permit' : 'deny', ...RULES[name] };
    return { ...resource, provision: { type: 'deny', ...resource.provision, provision: [...others, rule] } };
  },
});

export const emergency = concept<Recorded<EmergencySettings>, Consent>({
  action: 'emergency',
  schema: EmergencySettings,
  profiles: [],
  blank: blankConsent('emergency'),
  refuse: (resource) => {
    if (!isConsent(resource, 'emergency')) return unreadable('no-code');
    return resource.status === 'active' ? undefined : unreadable('status');
  },
  lens: fields<Consent, Recorded<EmergencySettings>>({
    patient: patientUnder('patient'),
    author: performer,
    entry: fields<Consent, EmergencySettings>({
      samu: switched('samu'),
      others: switched('others'),
      hidden: switched('hidden'),
      since,
    }),
  }),
});

export const { toFhir: emergencyToFhir, fromFhir: emergencyFromFhir } = emergency;
