import { ownDefinition, RPPS_SYSTEM } from '@passerelle/fhir-mappings';
import type { Immunization, Reference, Resource } from '@medplum/fhirtypes';
import type { ProfessionalCaller } from '../access/caller.ts';

/** Where each type names who wrote it down: always the caller, whoever else is named elsewhere. */
const recorders: Partial<Record<Resource['resourceType'], string>> = {
  Condition: 'recorder',
  AllergyIntolerance: 'recorder',
  Communication: 'sender',
};

/** Where each type names its source: the caller, unless the software says who it was. */
const sources: Partial<Record<Resource['resourceType'], [name: string, wrap: (caller: Reference) => unknown]>> = {
  MedicationStatement: ['informationSource', (caller) => caller],
  Observation: ['performer', (caller) => [caller]],
  DocumentReference: ['author', (caller) => [caller]],
  Consent: ['performer', (caller) => [caller]],
};

/** The resource with its author: R4 elements differ by type. */
export function signed<R extends Resource>(resource: R, { rpps, name }: ProfessionalCaller): R {
  const caller: Reference = { type: 'Practitioner', identifier: { system: RPPS_SYSTEM, value: rpps }, display: name };
  if (resource.resourceType === 'Immunization') return entered(resource, caller) as R;
  const recorder = recorders[resource.resourceType];
  if (recorder) return { ...resource, [recorder]: caller };
  const [source, wrap] = sources[resource.resourceType] ?? [];
  if (!source || !wrap || Object.hasOwn(resource, source)) return resource;
  return { ...resource, [source]: wrap(caller) };
}

const enteredBy = ownDefinition('entered-by');

/** R4's Immunization names who gave the vaccine and has no place for who recorded it: our extension, always the caller. */
function entered(resource: Immunization, valueReference: Reference): Immunization {
  const others = (resource.extension ?? []).filter(({ url }) => url !== enteredBy);
  return { ...resource, extension: [...others, { url: enteredBy, valueReference }] };
}
