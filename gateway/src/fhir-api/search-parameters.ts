import { readFileSync } from 'node:fs';
import type { ServedType } from '../access/action.ts';

export type ParameterKind = 'token' | 'date' | 'string' | 'reference' | 'quantity' | 'uri';

/** The search parameters that are served, by type: R4's own names. What is not here is refused. */
const table = JSON.parse(readFileSync(new URL('./search-parameters.json', import.meta.url), 'utf8')) as Partial<
  Record<ServedType, Record<string, ParameterKind>>
>;

const everywhere: Record<string, ParameterKind> = {
  _id: 'token',
  _lastUpdated: 'date',
  _tag: 'token',
  _security: 'token',
  _profile: 'uri',
};

/** Modifiers that narrow or widen within the caller's reach, and that both kinds of FHIR server know. */
export const modifiers: Record<ParameterKind, string[]> = {
  token: ['not'],
  string: ['exact', 'contains'],
  reference: ['identifier', 'Practitioner', 'Organization'],
  date: [],
  quantity: [],
  uri: [],
};

/** What can be asked of the directory through a reference: `author:Practitioner.family`. */
export const chains: Record<string, ParameterKind> = {
  identifier: 'token',
  name: 'string',
  family: 'string',
  given: 'string',
};

/** Whose record: the parameters that name the patient. */
export const patientParameters: Partial<Record<ServedType, string[]>> = {
  Condition: ['patient', 'subject'],
  MedicationStatement: ['patient', 'subject'],
  AllergyIntolerance: ['patient'],
  Immunization: ['patient'],
  Observation: ['patient', 'subject'],
  DocumentReference: ['patient', 'subject'],
  Consent: ['patient'],
  Communication: ['patient', 'subject'],
};

export const parametersOf = (type: ServedType): Record<string, ParameterKind> => ({ ...table[type], ...everywhere });

export const kindOf = (type: ServedType, name: string): ParameterKind | undefined =>
  Object.hasOwn(everywhere, name) ? everywhere[name] : ownKind(type, name);

const ownKind = (type: ServedType, name: string): ParameterKind | undefined =>
  Object.hasOwn(table[type] ?? {}, name) ? table[type]?.[name] : undefined;

/** `Type:parameter` of the references that a search of the type may bring along. */
export const includesOf = (type: ServedType): string[] => [
  ...(patientParameters[type] ?? []).map((name) => `${type}:${name}`),
  ...Object.entries(table[type] ?? {}).flatMap(([name, kind]) => (kind === 'reference' ? [`${type}:${name}`] : [])),
];

/** What a search of a patient may bring along of the record. */
export const reverseIncludesOf = (type: ServedType): string[] =>
  type === 'Patient'
    ? Object.entries(patientParameters).flatMap(([other, names]) => names.map((name) => `${other}:${name}`))
    : [];
