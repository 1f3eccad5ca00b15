import type { Author } from '@passerelle/fhir-mappings';
import { actsForAnother, type PatientCaller } from '../access/caller.ts';

/** Who writes what this caller enters: the patient, or a legal representative by name. */
export const authorOf = (caller: PatientCaller): Author =>
  actsForAnother(caller) ? { kind: 'representative', person: caller.person, name: caller.name } : { kind: 'patient' };
