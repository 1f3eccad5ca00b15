import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { parametersOf } from './definitions.ts';
import { served, type ServedType } from './served.ts';

const interactions = [
  'read',
  'vread',
  'history-instance',
  'search-type',
  'create',
  'update',
  'patch',
  'delete',
] as const;

/** What this server does, as R4 has servers say it. */
export function capabilities(base: string, since: Date): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: since.toISOString(),
    kind: 'instance',
    software: { name: 'Passerelle, embedded FHIR server' },
    implementation: { description: 'Evaluation and tests', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    patchFormat: ['application/json-patch+json', 'application/fhir+json'],
    rest: [
      { mode: 'server', interaction: [{ code: 'transaction' }, { code: 'batch' }], resource: served.map(resourceOf) },
    ],
  };
}

function resourceOf(type: ServedType): CapabilityStatementRestResource {
  const parameters = parametersOf(type);
  const includes = parameters.filter(({ kind }) => kind === 'reference').map(({ code }) => `${type}:${code}`);
  return {
    type,
    interaction: interactions.map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalUpdate: true,
    referencePolicy: ['literal', 'enforced'],
    ...(includes.length ? { searchInclude: includes } : {}),
    searchParam: parameters.map(({ code, kind }) => ({ name: code, type: kind })),
    operation: [{ name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' }],
  };
}
