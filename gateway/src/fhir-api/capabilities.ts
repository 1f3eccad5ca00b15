import { conceptOfType, type ServedType } from '../access/action.ts';
import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { isShared } from '../access/compartment.ts';
import type { Api } from './api.ts';
import { includesOf, parametersOf, patientParameters, reverseIncludesOf } from './search-parameters.ts';

type Code = 'read' | 'vread' | 'history-instance' | 'search-type' | 'create' | 'update' | 'patch' | 'delete';

const reading: Code[] = ['read', 'vread', 'history-instance', 'search-type'];
const writing: Code[] = ['create', 'update', 'patch', 'delete'];

/** What is served of each type; what is not here is refused. */
function interactionsOf(type: ServedType): Code[] {
  if (type === 'Binary') return ['read'];
  if (type === 'Patient' || isShared(type)) return reading;
  return type === 'Consent' ? [...reading, 'create'] : [...reading, ...writing];
}

/** R4 CapabilityStatement of `/fhir/R4`, made from the same tables as the routes. */
export function capabilityStatement({ base, clock }: Pick<Api, 'base' | 'clock'>): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: clock().toISOString(),
    kind: 'instance',
    software: { name: 'Passerelle' },
    implementation: { description: 'Passerelle, personal health space: API for practice software', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    patchFormat: ['application/json-patch+json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'Each request is for one patient, who is named by id or by a whole INS. What the caller may not see does not exist for them. X-Request-Id names a request for support.',
        security: {
          service: [
            { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'OAuth' }] },
          ],
          description: 'Bearer token of Pro Santé Connect; see .well-known/smart-configuration.',
        },
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
        resource: (Object.keys(conceptOfType) as ServedType[]).map(resourceOf),
      },
    ],
  };
}

function resourceOf(type: ServedType): CapabilityStatementRestResource {
  const codes = interactionsOf(type);
  const writes = codes.includes('create');
  const changes = codes.includes('update');
  const searches = codes.includes('search-type');
  const patients = (patientParameters[type] ?? []).map((name) => ({ name, type: 'reference' as const }));
  const others = Object.entries(parametersOf(type)).map(([name, kind]) => ({ name, type: kind }));
  return {
    type,
    interaction: codes.map((code) => ({ code })),
    versioning: changes ? 'versioned-update' : 'versioned',
    readHistory: codes.includes('vread'),
    updateCreate: false,
    conditionalCreate: writes && type !== 'Consent',
    conditionalRead: 'not-match',
    conditionalUpdate: changes,
    conditionalDelete: changes ? 'single' : 'not-supported',
    referencePolicy: ['literal', 'logical', 'local'],
    ...(searches ? { searchInclude: includesOf(type), searchRevInclude: reverseIncludesOf(type) } : {}),
    ...(searches ? { searchParam: [...patients, ...others] } : {}),
    ...(type === 'Patient'
      ? {
          operation: [
            { name: 'break-glass', definition: 'https://passerelle.example/fhir/OperationDefinition/break-glass' },
          ],
        }
      : {}),
  };
}
