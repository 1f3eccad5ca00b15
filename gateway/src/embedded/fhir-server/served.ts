/** The resource types that this server keeps; it refuses every other. */
export const served = [
  'AllergyIntolerance',
  'Appointment',
  'AuditEvent',
  'Binary',
  'CareTeam',
  'Communication',
  'Composition',
  'Condition',
  'Consent',
  'DeviceUseStatement',
  'DocumentReference',
  'Encounter',
  'FamilyMemberHistory',
  'Flag',
  'Immunization',
  'List',
  'MedicationStatement',
  'Observation',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Procedure',
  'Provenance',
  'RelatedPerson',
] as const;

export type ServedType = (typeof served)[number];

const known = new Set<string>(served);
export const isServed = (type: string): type is ServedType => known.has(type);
