/** What is acted upon: one name in the domain file, the feature folder, the action, the URL and the audit. */
export const concepts = [
  'identity',
  'professional',
  'organisation',
  'disease',
  'treatment',
  'allergy',
  'vaccination',
  'measure',
  'document',
  'consent',
  'message',
  'questionnaire',
] as const;
export type Concept = (typeof concepts)[number];

/** `search` covers lists and totals; `history` former versions; `break-glass` an emergency access with its reason (F3). */
export type Verb = 'read' | 'search' | 'history' | 'add' | 'change' | 'remove' | 'break-glass';
export type Action = `${Concept}.${Verb}`;

export const conceptOf = (action: Action): Concept => action.split('.')[0] as Concept;
export const verbOf = (action: Action): Verb => action.split('.')[1] as Verb;

/** Reads are decided on what is known and confirmed when the audit line is written; all else is decided on fresh facts. */
export const isReading = (action: Action): boolean => ['read', 'search', 'history'].includes(verbOf(action));

/** The concept of each FHIR resource type that we keep. A type that is not here is not served. */
export const conceptOfType = {
  Patient: 'identity',
  Practitioner: 'professional',
  Organization: 'organisation',
  Condition: 'disease',
  MedicationStatement: 'treatment',
  AllergyIntolerance: 'allergy',
  Immunization: 'vaccination',
  Observation: 'measure',
  DocumentReference: 'document',
  Binary: 'document',
  Consent: 'consent',
  Communication: 'message',
} as const satisfies Record<string, Concept>;
export type ServedType = keyof typeof conceptOfType;
export const isServedType = (type: string): type is ServedType => Object.hasOwn(conceptOfType, type);
