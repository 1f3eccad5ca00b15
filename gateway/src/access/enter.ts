import type { FhirServer } from '../fhir/server.ts';
import type { Attempt, Grant, Guard } from './guard.ts';
import { PatientRecord } from './record.ts';

/** Through the guard into a patient's record. A feature is given this and no FHIR server: there is no other way in. */
export type Enter = <O>(attempt: Attempt, use: (record: PatientRecord, grant: Grant) => Promise<O>) => Promise<O>;

export const entrance =
  (guard: Guard, fhir: FhirServer): Enter =>
  (attempt, use) =>
    guard.perform(attempt, (grant) => use(new PatientRecord(fhir, grant, guard), grant));
