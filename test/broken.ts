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

/** For each type that R4 leaves free, an element that the French profile asks for. */
const asked: Record<string, string> = { Patient: 'name', Practitioner: 'identifier' };

const without = ({ ...resource }: Resource, element: string | undefined): Resource | undefined => {
  if (element === undefined || !(element in resource)) return undefined;
  Reflect.deleteProperty(resource, element);
  return resource;
};

/** The resource made wrong for every FHIR server; nothing when R4 asks for no element of this type. */
export const brokenForR4 = (resource: Resource) => without(resource, mandatory[resource.resourceType]);

/** The resource made wrong for its profile or for R4. */
export const brokenForProfile = (resource: Resource) =>
  without(resource, mandatory[resource.resourceType] ?? asked[resource.resourceType]);
