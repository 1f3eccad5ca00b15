import type { Condition } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorising, doctor, otherDoctor } from '../../testing/make-facts.ts';
import { openPractice, type Practice } from '../../testing/practice.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await openPractice([doctor, otherDoctor]);
});
afterAll(() => practice.close());

/** A disease that Dr Blin wrote in the record of a person whose rules then say this of Dr Aubry. */
async function disease(name: string, ins: string, blocked: boolean): Promise<string> {
  const patient = await practice.person(name, ins, authorising(otherDoctor));
  const subject = { reference: `Patient/${patient}` };
  const body: Condition = { resourceType: 'Condition', code: { text: 'Asthme' }, subject };
  const { status, body: made } = await practice.ask<Condition>(otherDoctor, 'POST', '/Condition', { body });
  expect(status).toBe(201);
  if (blocked) await practice.rule(patient, { ...authorising(otherDoctor), blocked: { [doctor.rpps]: '2026-06-01' } });
  return made.id ?? '';
}

test('A transaction that deletes by id alone is answered as if nothing were there, whoever wrote it and though the patient blocks the caller', async () => {
  const ids = [
    '00000000-0000-4000-8000-000000000000',
    await disease('Anna', '279035121518989', false),
    await disease('Bea', '162018885045327', true),
  ];
  const answers = [];
  for (const id of ids) {
    const entry = [{ request: { method: 'DELETE', url: `Condition/${id}` } }];
    const body = { resourceType: 'Bundle', type: 'transaction', entry };
    const { status, raw } = await practice.ask(doctor, 'POST', '/', { body });
    answers.push([status, raw]);
    expect([id, status]).toEqual([id, 404]);
  }
  expect(new Set(answers.map(String)).size).toBe(1);
  for (const id of ids.slice(1)) expect((await practice.fhir.read('Condition', id)).meta?.versionId).toBe('1');
});
