import type { Consent, ConsentProvision, Reference } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { authorFrom, referenceTo, RPPS_SYSTEM, type Author } from './author.ts';
import { codeable, codesOf, hl7 } from './coding.ts';
import { concept, type Recorded } from './concept.ts';
import { blankConsent, isConsent, ruleOf } from './consent-codes.ts';
import { withElement, withKey } from './element.ts';
import { extensionIn, withExtension } from './extension.ts';
import { fields, type Lens } from './lens.ts';
import { ownDefinition } from './own.ts';
import { DayOrInstant, isDayOrInstant } from './partial-date.ts';
import { idIn, patientUnder } from './parts.ts';
import { Rpps } from './practitioner.ts';
import { line } from './text.ts';
import { unreadable, type Unreadable } from './unreadable.ts';

/**
 * F2. A professional whom the patient authorised or blocked. `since`: when that was said; `until`: it ends by itself;
 * `administrator`: the professional may also manage the access of others.
 */
export const AccessRule = Type.Object(
  {
    rpps: Rpps,
    name: Type.Optional(line(150)),
    decision: Type.Enum(['authorised', 'blocked']),
    since: DayOrInstant,
    until: Type.Optional(DayOrInstant),
    administrator: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
);
export type AccessRule = Static<typeof AccessRule>;

const PARTICIPATION = hl7('v3-ParticipationType');
const ADMINISTRATOR = ownDefinition('administrator');

/** What a provision of ours may hold: anything else narrows the rule in a way that this gateway does not apply. */
const HANDLED = new Set(['id', 'extension', 'type', 'period', 'actor', 'action']);

/** The rule and its only actor; a rule with conditions that we would not apply is not read. */
function ruleIn({ provision }: Consent): { provision: ConsentProvision; actor: Reference } | Unreadable {
  const [actor, ...more] = provision?.actor ?? [];
  if (!provision || !actor || more.length > 0) return unreadable('narrower-rule');
  const isAccess = (provision.action ?? []).every((action) => codesOf(action, hl7('consentaction')).includes('access'));
  const isRecipient = codesOf(actor.role, PARTICIPATION).includes('IRCP');
  const isHandled = Object.keys(provision).every((key) => HANDLED.has(key));
  return isAccess && isRecipient && isHandled ? { provision, actor: actor.reference } : unreadable('narrower-rule');
}

const onRule = <T>(
  read: (rule: { provision: ConsentProvision; actor: Reference }) => T | Unreadable,
  write: (provision: ConsentProvision, value: T) => ConsentProvision,
): Lens<Consent, T> => ({
  get: (resource) => {
    const rule = ruleIn(resource);
    return 'unreadable' in rule ? rule : read(rule);
  },
  put: (resource, value) => ({ ...resource, provision: write({ ...resource.provision }, value) }),
});

type Actor = NonNullable<ConsentProvision['actor']>[number]['reference'];

const actorOf = (provision: ConsentProvision): Actor => provision.actor?.[0]?.reference ?? {};
const withActor = (provision: ConsentProvision, reference: Actor): ConsentProvision => ({
  ...provision,
  actor: [{ role: codeable(PARTICIPATION, 'IRCP'), reference }],
});

const rpps = onRule<string>(
  ({ actor }) => {
    const { system, value = '' } = actor.identifier ?? {};
    return system === RPPS_SYSTEM && /^[0-9]{11}$/.test(value) ? value : unreadable('no-identifier');
  },
  (provision, value) => withActor(provision, { type: 'Practitioner', identifier: { system: RPPS_SYSTEM, value } }),
);

const name = onRule<string | undefined>(
  ({ actor }) => (actor.display?.trim() ? actor.display : undefined),
  (provision, value) => withActor(provision, withElement(actorOf(provision), 'display', value)),
);

const decisionIn: Lens<Consent, AccessRule['decision']> = {
  get: (resource) => {
    const rule = ruleIn(resource);
    if ('unreadable' in rule) return rule;
    if (rule.provision.type === undefined) return unreadable('no-value');
    return rule.provision.type === 'permit' ? 'authorised' : 'blocked';
  },
  put: (resource, decision) => ({
    ...resource,
    policyRule: ruleOf(decision === 'authorised'),
    provision: {
      ...resource.provision,
      type: decision === 'authorised' ? 'permit' : 'deny',
      action: [codeable(hl7('consentaction'), 'access')],
    },
  }),
};

const until = onRule<DayOrInstant | undefined>(
  ({ provision: { period } }) => {
    if (period?.start !== undefined) return unreadable('narrower-rule');
    if (period?.end === undefined) return undefined;
    return isDayOrInstant(period.end) ? period.end : unreadable('date');
  },
  (provision, end) => withKey(provision, 'period', end === undefined ? undefined : { end }),
);

const administrator = onRule<true | undefined>(
  ({ provision }) => (extensionIn(provision, ADMINISTRATOR)?.valueBoolean === true ? true : undefined),
  (provision, value) => withExtension(provision, ADMINISTRATOR, value ? { valueBoolean: true } : undefined),
);

/** When it was said (Consent.dateTime). */
export const since: Lens<Consent, DayOrInstant> = {
  get: ({ dateTime }) => {
    if (dateTime === undefined) return unreadable('no-date');
    return isDayOrInstant(dateTime) ? dateTime : unreadable('date');
  },
  put: (resource, value) => withKey(resource, 'dateTime', value),
};

/** Who said it: the patient, or the professional who took note of it at a consultation (P3). */
export const performer: Lens<Consent, Author> = {
  get: (resource) => authorFrom(resource.performer?.[0], idIn('Patient', resource.patient)),
  put: (resource, author) => {
    const reference = referenceTo(author, idIn('Patient', resource.patient) ?? '');
    return withElement(resource, 'performer', reference === undefined ? [] : [reference]);
  },
};

export const accessRule = concept<Recorded<AccessRule>, Consent>({
  action: 'consent',
  schema: AccessRule,
  profiles: [],
  blank: blankConsent('professional'),
  refuse: (resource) => {
    if (!isConsent(resource, 'professional')) return unreadable('no-code');
    return resource.status === 'active' ? undefined : unreadable('status');
  },
  lens: fields<Consent, Recorded<AccessRule>>({
    patient: patientUnder('patient'),
    author: performer,
    entry: fields<Consent, AccessRule>({ rpps, name, decision: decisionIn, since, until, administrator }),
  }),
});

export const { toFhir: accessRuleToFhir, fromFhir: accessRuleFromFhir } = accessRule;
