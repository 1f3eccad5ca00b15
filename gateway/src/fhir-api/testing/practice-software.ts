import type { Condition, Observation } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect } from 'vitest';
import { authorising, doctor, otherDoctor } from '../../../testing/make-facts.ts';
import { openPractice, type Practice } from '../../../testing/practice.ts';

export const ins = '279035121518989';

/** A practice for all tests of a file, whose doctor Anna has authorised, and the other doctor not. */
export interface PracticeSoftware {
  readonly practice: Practice;
  readonly anna: string;
  ask: Practice['ask'];
  makeDisease: (name: string) => Condition;
  makeWeight: (value: number, date: string) => Observation;
  /** Writes as the doctor. */
  add: <R extends Condition | Observation>(resource: R) => Promise<R & { id: string }>;
}

export function practiceSoftware(): PracticeSoftware {
  let practice: Practice;
  let anna: string;
  beforeAll(async () => {
    practice = await openPractice([doctor, otherDoctor]);
    anna = await practice.person('PAT-TROIS', ins, authorising(doctor));
  });
  afterAll(() => practice.close());

  const clinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
  const subject = () => ({ reference: `Patient/${anna}` });
  return {
    get practice() {
      return practice;
    },
    get anna() {
      return anna;
    },
    ask: (...all) => practice.ask(...all),
    makeDisease: (name) => ({
      ...{ resourceType: 'Condition', code: { text: name }, subject: subject() },
      clinicalStatus: { coding: [{ system: clinical, code: 'active' }] },
    }),
    makeWeight: (value, date) => ({
      ...{ resourceType: 'Observation', status: 'final', subject: subject(), effectiveDateTime: date },
      code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
      valueQuantity: { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
    }),
    add: async <R extends Condition | Observation>(resource: R) => {
      const path = `/${resource.resourceType}`;
      const { status, body } = await practice.ask<R & { id: string }>(doctor, 'POST', path, { body: resource });
      expect(status).toBe(201);
      return body;
    },
  };
}
