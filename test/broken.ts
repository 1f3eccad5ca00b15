export interface Resource {
  resourceType: string;
  [element: string]: unknown;
}

/** For each type, an element without which R4 itself refuses the resource. */
const mandatory: Record<string, string> = {
  AllergyIntolerance: 'patient',
  AuditEvent: 'agent',
  Bundle: 'type',
  Communication: 'status',
  Condition: 'subject',
  Consent: 'scope',
  DocumentReference: 'content',
  Immunization: 'vaccineCode',
  List: 'mode',
  MedicationStatement: 'subject',
  Observation: 'code',
  Provenance: 'agent',
};

/** What a profile refuses where R4 asks for no element: a sex that FR Core does not have, a use of an identifier that nobody has. */
const wrong: Record<string, Record<string, unknown>> = {
  Patient: { gender: 'other' },
  Practitioner: { identifier: [{ use: 'nonsense', value: '1' }] },
  Organization: { identifier: [{ use: 'nonsense', value: '1' }] },
};

const without = ({ ...resource }: Resource, element: string | undefined): Resource | undefined => {
  if (element === undefined || !(element in resource)) return undefined;
  Reflect.deleteProperty(resource, element);
  return resource;
};

/** The resource made wrong for every FHIR server; nothing when R4 asks for no element of this type. */
export const brokenForR4 = (resource: Resource) => without(resource, mandatory[resource.resourceType]);

/** The resource made wrong for its profile or for R4; nothing when we know no way. */
export const brokenForProfile = (resource: Resource): Resource | undefined => {
  const change = wrong[resource.resourceType];
  return change === undefined ? brokenForR4(resource) : { ...resource, ...change };
};
