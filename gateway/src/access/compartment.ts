import type { Resource, ResourceType } from '@medplum/fhirtypes';
import type { ServedType } from './action.ts';

type Referring = Record<string, { reference?: string } | undefined>;

/** Where each type says whose it is. `shared`: nobody's. Binary says it through its document (R4 Binary.securityContext). */
const owners = {
  Patient: 'id',
  Practitioner: 'shared',
  Organization: 'shared',
  Condition: 'subject',
  MedicationStatement: 'subject',
  AllergyIntolerance: 'patient',
  Immunization: 'patient',
  Observation: 'subject',
  DocumentReference: 'subject',
  Binary: 'securityContext',
  Consent: 'patient',
  Communication: 'subject',
} as const satisfies Record<ServedType, string>;

/** The search parameter that narrows a type to one patient; Binary has none and is never searched. */
export const patientParameter = (type: ServedType): 'patient' | '_id' | undefined => {
  if (type === 'Patient') return '_id';
  return owners[type] === 'shared' || type === 'Binary' ? undefined : 'patient';
};

/** Types that belong to nobody: the directory of professionals and organisations. */
export const isShared = (type: string): boolean => owners[type as ServedType] === 'shared';

/** The element that names the patient: `subject` or `patient`. */
export const ownerElement = (type: ServedType): 'subject' | 'patient' | undefined => {
  const name: string = owners[type];
  return name === 'subject' || name === 'patient' ? name : undefined;
};

/** The FHIR id of the patient whose record the resource belongs to; undefined when it names none. */
export function patientOf(resource: Resource): string | undefined {
  const element: string | undefined = owners[resource.resourceType as ServedType];
  if (element === 'id') return resource.id;
  if (!element || element === 'shared') return undefined;
  const [type, id] = referenceParts((resource as unknown as Referring)[element]?.reference);
  return type === 'Patient' ? id : undefined;
}

/** The DocumentReference that a Binary belongs to. */
export function documentOf(binary: { securityContext?: { reference?: string } }): string | undefined {
  const [type, id] = referenceParts(binary.securityContext?.reference);
  return type === 'DocumentReference' ? id : undefined;
}

/** Splits a relative literal reference `Type/id[/_history/version]`; anything else gives undefined parts. */
export function referenceParts(reference: string | undefined): [ResourceType | undefined, string | undefined] {
  const match = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(\/_history\/[A-Za-z0-9\-.]{1,64})?$/.exec(reference ?? '');
  return [match?.[1] as ResourceType | undefined, match?.[2]];
}
