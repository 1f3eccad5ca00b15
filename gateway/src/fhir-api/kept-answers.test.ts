import type { Condition, DocumentReference } from '@medplum/fhirtypes';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentClasses } from '../../testing/fhir-terms.ts';
import { doctor, otherDoctor } from '../../testing/make-facts.ts';
import { openPractice, type Practice } from '../../testing/practice.ts';
import type { ProfessionalCaller } from '../access/caller.ts';
import { stamp } from '../access/visibility.ts';
import { linkTo } from './testing/two-doctors.ts';

const ins = '279035121518989';
const minute = 60_000;
let practice: Practice;
let anna: string;
afterEach(() => practice.close());
/** Anna authorises Dr Blin for half an hour, and nobody else; the asthma in her record she entered herself. */
beforeEach(async () => {
  practice = await openPractice([doctor, otherDoctor]);
  anna = await practice.person('Anna', ins, {
    authorised: { [otherDoctor.rpps]: '2026-01-01' },
    ends: { [otherDoctor.rpps]: new Date(Date.now() + 30 * minute).toISOString() },
  });
  const subject = { reference: `Patient/${anna}` };
  const asthma: Condition = { resourceType: 'Condition', code: { text: 'Asthme' }, subject };
  await practice.fhir.create(stamp(asthma, { hidden: false, secret: false }));
});

const along = `/Patient?identifier=${ins}&_revinclude=Condition:patient`;
/** Whether the asthma came along with the identity. */
async function comesAlongFor(who: ProfessionalCaller): Promise<boolean> {
  const { status, raw } = await practice.ask(who, 'GET', along);
  expect([status, raw.includes(ins)]).toEqual([200, true]);
  return raw.includes('Asthme');
}

test('What came along with an identity for one professional is not given to another who may look up no more than the identity', async () => {
  for (const repeat of [1, 2]) expect(await comesAlongFor(otherDoctor), String(repeat)).toBe(true);
  expect(await comesAlongFor(doctor)).toBe(false);
});

test('What came along while an authorisation held does not come along once it has ended by itself', async () => {
  for (const repeat of [1, 2]) expect(await comesAlongFor(otherDoctor), String(repeat)).toBe(true);
  practice.pass(31);
  expect(await comesAlongFor(otherDoctor)).toBe(false);
});

/** A report that Anna's identity leads to. @returns its id */
async function reportNamedByIdentity(): Promise<string> {
  const report: DocumentReference = {
    ...{ resourceType: 'DocumentReference', status: 'current', subject: { reference: `Patient/${anna}` } },
    category: [{ coding: [{ system: documentClasses, code: '10' }] }],
    content: [{ attachment: { contentType: 'text/plain', title: 'Bilan' } }],
  };
  const { id } = await practice.fhir.create(stamp(report, { hidden: false, secret: false }));
  await practice.fhir.update({ ...(await practice.fhir.read('Patient', anna)), extension: [linkTo(id)] });
  return id;
}

test('What an identity leads to is named to the professional who can see it, and only while they can', async () => {
  const report = await reportNamedByIdentity();
  const namedTo = async (who: ProfessionalCaller): Promise<boolean> => {
    const { status, raw } = await practice.ask(who, 'GET', `/Patient?identifier=${ins}`);
    expect([status, raw.includes(ins)]).toEqual([200, true]);
    return raw.includes(report);
  };
  for (const repeat of [1, 2]) expect(await namedTo(otherDoctor), String(repeat)).toBe(true);
  expect(await namedTo(doctor)).toBe(false);
  practice.pass(31);
  expect(await namedTo(otherDoctor), 'once the authorisation has ended by itself').toBe(false);
});
