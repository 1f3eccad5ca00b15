import type { Condition, DocumentReference, Observation, Resource } from '@medplum/fhirtypes';
import { expect } from 'vitest';
import { stamp } from '../src/access/visibility.ts';
import { documentClasses } from './fhir-terms.ts';
import { authorising, doctor, otherDoctor, physiotherapist } from './make-facts.ts';
import { openPractice, type Heard, type Practice } from './practice.ts';

/** A practice where Anna authorised the doctor; Bea authorised the other doctor, and nobody else. */
export interface BeasRecord extends Practice {
  anna: string;
  bea: string;
  /** Ids of what the doctor may not see: Bea's, and one entry that Anna hid. */
  hers: { disease: string; report: string; binary: string; weight: string; hidden: string };
  /** Asks as the doctor. */
  get: (path: string, headers?: Record<string, string>) => Promise<Heard>;
  made: <R extends Resource>(who: typeof doctor, resource: R) => Promise<R & { id: string }>;
}

export const beasIns = '162018885045327';
/** Stands in everything of Bea's, and in nothing else. */
export const secretWord = 'SECRETDEBEA';

export const disease = (patient: string, name: string): Condition => ({
  resourceType: 'Condition',
  code: { text: name, coding: [{ system: 'urn:c', code: name }] },
  identifier: [{ system: 'urn:i', value: name }],
  subject: { reference: `Patient/${patient}` },
});
export const report = (patient: string, title: string): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  category: [{ coding: [{ system: documentClasses, code: '10' }] }],
  subject: { reference: `Patient/${patient}` },
  content: [{ attachment: { title, contentType: 'text/plain', data: Buffer.from(title).toString('base64') } }],
});
const weight = (patient: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: secretWord },
  subject: { reference: `Patient/${patient}` },
});

/** Bodies alike but for the reference of the request. */
export const same = (one: Heard, other: Heard): void => {
  expect([one.status, one.raw]).toEqual([other.status, other.raw]);
};

export async function openBeasRecord(): Promise<BeasRecord> {
  const practice = await openPractice([doctor, otherDoctor, physiotherapist]);
  const anna = await practice.person('ANNA', '279035121518989', authorising(doctor, physiotherapist));
  const bea = await practice.person('BEA', beasIns, authorising(otherDoctor));
  const made: BeasRecord['made'] = async <R extends Resource>(who: typeof doctor, resource: R) => {
    const path = `/${resource.resourceType}`;
    const { status, body, raw } = await practice.ask<R & { id: string }>(who, 'POST', path, { body: resource });
    expect(status, raw).toBe(201);
    return body;
  };
  await made(doctor, disease(anna, 'asthme'));
  const hersReport = await made(otherDoctor, report(bea, secretWord));
  const hidden = await practice.fhir.create(
    stamp(disease(anna, `${secretWord}-cache`), { hidden: true, secret: false }),
  );
  const hers = {
    disease: (await made(otherDoctor, disease(bea, secretWord))).id,
    report: hersReport.id,
    binary: hersReport.content[0]?.attachment.url?.replace('Binary/', '') ?? '',
    weight: (await made(otherDoctor, weight(bea))).id,
    hidden: hidden.id,
  };
  return {
    ...{ ...practice, anna, bea, hers, made },
    get: (path, headers = {}) => practice.ask(doctor, 'GET', path, { headers }),
  };
}
