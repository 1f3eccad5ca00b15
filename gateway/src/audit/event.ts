import { ownIdentifier, RPPS_SYSTEM } from '@passerelle/fhir-mappings';
import type {
  AuditEvent,
  AuditEventAgent,
  AuditEventEntity,
  Coding,
  Reference,
  ResourceType,
} from '@medplum/fhirtypes';
import type { AuditLine } from './ledger.ts';

/** Lines of one actor, patient, action and outcome that stand together: one event, under the id of the first. */
export interface Group {
  id: string;
  lines: [AuditLine, ...AuditLine[]];
}

const dcm = 'http://dicom.nema.org/resources/ontology/DCM';
const interaction = 'http://hl7.org/fhir/restful-interaction';
const rest: Coding = { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' };

type Shape = Required<Pick<AuditEvent, 'type' | 'subtype' | 'action'>>;
const restful = (action: NonNullable<AuditEvent['action']>, code: string): Shape => ({
  type: rest,
  subtype: [{ system: interaction, code }],
  action,
});

/** By verb of the action, after the patterns of IHE BALP for REST. */
const shapes: Record<string, Shape> = {
  read: restful('R', 'read'),
  history: restful('R', 'history-instance'),
  search: restful('E', 'search'),
  add: restful('C', 'create'),
  change: restful('U', 'update'),
  remove: restful('D', 'delete'),
};

/** A decision on access: BALP's pattern for a refusal, and for an emergency access that was declared. */
const decision: Shape = {
  type: { system: dcm, code: '110113', display: 'Security Alert' },
  subtype: [{ system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType', code: 'AuthZ-Consent' }],
  action: 'E',
};
/** What is neither: a sign-in, an operator's act. */
const security: Shape = {
  type: { system: dcm, code: '110114', display: 'User Authentication' },
  subtype: [],
  action: 'E',
};

const outcomes = { success: '0', failed: '4', refused: '8' } as const;

/**
 * FHIR's form of some lines of the trail. What was acted upon is named by identifier, since it may have been deleted since; so is
 * the patient when `literal` is no.
 */
export function auditEventOf({ id, lines }: Group, literal = true): AuditEvent & { id: string } {
  const [line] = lines;
  const { subtype, ...shape } = shapeOf(line);
  const times = lines.map(({ at }) => at).sort();
  const recorded = times.at(-1) ?? line.at;
  return {
    ...{ resourceType: 'AuditEvent', id, ...shape },
    ...(subtype.length ? { subtype } : {}),
    ...(times.length > 1 ? { period: { start: times[0] ?? recorded, end: recorded } } : {}),
    recorded,
    outcome: outcomes[line.outcome],
    ...(line.outcome === 'success' ? {} : { outcomeDesc: line.reason }),
    ...(line.emergency === undefined ? {} : { purposeOfEvent: [{ ...urgent(line), text: line.emergency }] }),
    agent: [userOf(line), { ...gateway, type: { coding: [{ system: dcm, code: '110152' }] }, requestor: false }],
    source: {
      observer: gateway.who,
      type: [{ system: 'http://terminology.hl7.org/CodeSystem/security-source-type', code: '4' }],
    },
    entity: [...patientEntity(line, literal), ...targetEntities(lines), ...requestEntities(lines)],
  };
}

const gateway = { who: { display: 'Passerelle' } };

function shapeOf({ action, outcome }: AuditLine): Shape {
  const verb = action.split('.')[1] ?? '';
  if (outcome === 'refused' || verb === 'break-glass') return decision;
  return shapes[verb] ?? security;
}

const urgent = ({ reason }: AuditLine): { coding: Coding[] } => ({
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
      code: reason === 'samu-regulation' ? 'ETREAT' : 'BTG',
    },
  ],
});

/** Of who was not recognised nothing is known, and FHIR has no empty strings. */
function whoOf(
  { kind, id, name }: AuditLine['actor'],
  patient: string | undefined,
): NonNullable<AuditEventAgent['who']> {
  const display = name || 'unknown';
  if (id === '' || (kind === 'patient' && id === patient)) return { display };
  const system = kind === 'professional' ? RPPS_SYSTEM : ownIdentifier('actor');
  return { display, identifier: { system, value: id } };
}

function userOf({ actor, patient, emergency, ...line }: AuditLine): AuditEventAgent {
  const relation = { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'GUARD' };
  const profession = {
    system: 'https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante',
    code: actor.profession ?? '',
  };
  return {
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }] },
    ...(actor.profession ? { role: [{ coding: [profession] }] } : {}),
    ...(actor.kind === 'representative' ? { role: [{ coding: [relation] }] } : {}),
    who: whoOf(actor, patient),
    ...(actor.software ? { altId: actor.software } : {}),
    requestor: true,
    ...(emergency === undefined ? {} : { purposeOfUse: [urgent({ actor, ...line })] }),
  };
}

const entityType = (code: string): Coding => ({
  system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
  code,
});
const role = (code: string): Coding => ({ system: 'http://terminology.hl7.org/CodeSystem/object-role', code });
const named = (value: string): Reference => ({
  type: value.split('/')[0] as ResourceType,
  identifier: { system: ownIdentifier('reference'), value },
});

function patientEntity({ patient }: AuditLine, literal: boolean): AuditEventEntity[] {
  if (!patient) return [];
  const reference = `Patient/${patient}`;
  const what: Reference = literal ? { reference } : named(reference);
  return [{ what, type: entityType('1'), role: role('1') }];
}

function targetEntities(lines: AuditLine[]): AuditEventEntity[] {
  const reached = lines.flatMap(({ target, items = [] }) => [...(target?.includes('/') ? [target] : []), ...items]);
  return [...new Set(reached)].slice(0, 100).map((value) => ({
    what: named(value),
    type: entityType('2'),
    role: role(value.startsWith('DocumentReference/') ? '3' : '4'),
  }));
}

const requestType: Coding = {
  system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType',
  code: 'XrequestId',
};

const requestEntities = (lines: AuditLine[]): AuditEventEntity[] =>
  [...new Set(lines.map(({ request }) => request))]
    .slice(0, 20)
    .map((value) => ({ what: { identifier: { value } }, type: requestType }));
