import { randomUUID } from 'node:crypto';
import type { Bundle, BundleEntry, Condition, Observation, Patient, Resource } from '@medplum/fhirtypes';
import { FhirServerError, type FailureKind, type FhirServer, type Stored } from '../server.ts';

/** A server to hold to the contract, and a way to it that checks nothing, to try what our own client would not send. */
export interface World {
  fhir: FhirServer;
  /** Any request below the server's base address, with JSON headers unless said. */
  raw: (path: string, init?: RequestInit) => Promise<Response>;
  baseUrl: string;
}

export const system = 'https://passerelle.example/contract';

/** A word that nothing else in the server has: each test finds its own resources alone, on a server that is not empty. */
export const word = (): string => `w${randomUUID().replaceAll('-', '').slice(0, 12)}`;

export const tag = (code: string): { system: string; code: string } => ({ system: `${system}/tag`, code });

/** A patient of the family `family`, stored under an id that the client chose. */
export function patient({ fhir }: World, family: string, more: Partial<Patient> = {}): Promise<Stored<Patient>> {
  return fhir.update<Patient & { id: string }>({
    ...{ resourceType: 'Patient', id: randomUUID(), name: [{ family, given: ['Alice'] }] },
    ...{ identifier: [{ system, value: family }] },
    ...more,
  });
}

export const observation = (
  subject: Patient,
  code: string,
  date: string,
  more: Partial<Observation> = {},
): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system, code }] },
  subject: { reference: `Patient/${subject.id ?? ''}` },
  effectiveDateTime: date,
  ...more,
});

export const condition = (subject: Patient, text: string, more: Partial<Condition> = {}): Condition => ({
  resourceType: 'Condition',
  subject: { reference: `Patient/${subject.id ?? ''}` },
  code: { text },
  ...more,
});

export const entries = (bundle: Bundle): BundleEntry[] => bundle.entry ?? [];
export const idsOf = (bundle: Bundle): string[] => entries(bundle).map(({ resource }) => resource?.id ?? '');
export const ofType = <T extends Resource>(bundle: Bundle, type: T['resourceType']): T[] =>
  entries(bundle).flatMap(({ resource }) => (resource?.resourceType === type ? [resource as T] : []));

/** The kind of failure of what must fail. */
export async function failureOf(attempt: Promise<unknown>): Promise<FailureKind> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof FhirServerError) return error.kind;
    throw error;
  }
  throw new Error('This should have been refused.');
}
