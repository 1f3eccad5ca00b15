import { RPPS_SYSTEM } from '@passerelle/fhir-mappings';
import type { Condition, Consent, Observation, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authorising, doctor, otherDoctor } from '../../testing/make-facts.ts';
import { openPractice, type Practice } from '../../testing/practice.ts';

const hidden = {
  system: 'https://mos.esante.gouv.fr/NOS/TRE_A07-StatusVisibiliteDocument/FHIR/TRE-A07-StatusVisibiliteDocument',
  code: 'MASQUE_PS',
};
let practice: Practice;
let anna: string;
let shown: string;
let secret: string;
let entry: string;
beforeAll(async () => {
  practice = await openPractice([doctor, otherDoctor]);
  anna = await practice.person('Anna', '279035121518989', authorising(doctor, otherDoctor));
});
afterAll(() => practice.close());
/** A disease of Dr Aubry's has a finding and a disease of Dr Blin's for evidence; he then hides the disease from colleagues. */
beforeEach(async () => {
  shown = `Observation/${await written(otherDoctor, makeFinding())}`;
  secret = `Condition/${await written(otherDoctor, makeDisease('Zona'))}`;
  entry = await written(doctor, makeDisease('Asthme', shown, secret));
  expect((await practice.ask(doctor, 'GET', `/Condition/${entry}`)).raw).toContain(secret);
  const [, id = ''] = secret.split('/');
  const body = { ...makeDisease('Zona'), id, meta: { security: [hidden] } };
  expect((await practice.ask(otherDoctor, 'PUT', `/${secret}`, { body })).status).toBe(200);
});

const subject = () => ({ subject: { reference: `Patient/${anna}` } });
const makeFinding = (): Observation => ({
  ...{ resourceType: 'Observation', status: 'final', code: { text: 'Fièvre' } },
  ...subject(),
});
const makeDisease = (text: string, ...evidence: string[]): Condition => ({
  ...{ resourceType: 'Condition', code: { text }, ...subject() },
  ...(evidence.length === 0 ? {} : { evidence: evidence.map((reference) => ({ detail: [{ reference }] })) }),
});
async function written(who: typeof doctor, resource: Resource): Promise<string> {
  const { status, body, raw } = await practice.ask(who, 'POST', `/${resource.resourceType}`, { body: resource });
  expect(status, raw).toBe(201);
  return body.id ?? '';
}
const put = (...evidence: string[]) =>
  practice.ask(doctor, 'PUT', `/Condition/${entry}`, { body: { ...makeDisease('Asthme', ...evidence), id: entry } });

test('An entry is read without the entry that it leads to and that a colleague hid, which stays when it is changed', async () => {
  const read = ['', '/_history', '/_history/1'].map((tail) => `/Condition/${entry}${tail}`);
  const answers = [];
  for (const path of [...read, `/Condition?patient=${anna}&_id=${entry}`])
    answers.push(await practice.ask(doctor, 'GET', path));
  for (const { status, raw } of [...answers, await put(shown)])
    expect([status, raw.includes(shown), raw.includes(secret)]).toEqual([200, true, false]);
  const kept = JSON.stringify(await practice.fhir.read('Condition', entry));
  expect([kept.includes(shown), kept.includes(secret)]).toEqual([true, true]);
  expect((await practice.ask(otherDoctor, 'GET', `/Condition/${entry}`)).raw).toContain(secret);
});

test.each([
  ['message', () => ({ resourceType: 'Communication', status: 'completed', ...subject() }) as const],
  ['consent', () => makeConsent()],
])('An entry is read without the %s of a colleague that it leads to, which its author alone reads', async (_, make) => {
  const theirs = make();
  const own = `${theirs.resourceType}/${await written(otherDoctor, theirs)}`;
  const led = await written(otherDoctor, makeDisease('Rougeole', shown, own));
  const read = (who: typeof doctor) => practice.ask(who, 'GET', `/Condition/${led}`);
  expect((await practice.ask(doctor, 'GET', `/${own}`)).status).toBe(404);
  const heard = await read(doctor);
  expect([heard.status, heard.raw.includes(shown), heard.raw.includes(own)]).toEqual([200, true, false]);
  expect((await read(otherDoctor)).raw).toContain(own);
});
const makeConsent = (): Consent => ({
  ...{ resourceType: 'Consent', status: 'active', patient: { reference: `Patient/${anna}` } },
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
  dateTime: '2026-11-02T10:00:00+01:00',
  policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] },
  provision: {
    type: 'permit',
    action: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentaction', code: 'access' }] }],
    actor: [
      {
        role: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }] },
        reference: { identifier: { system: RPPS_SYSTEM, value: otherDoctor.rpps } },
      },
    ],
  },
  category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
});

test('No write tells whether a guessed entry is one that it leads to', async () => {
  const answers = [];
  for (const guess of [secret, 'Condition/00000000-0000-4000-8000-000000000000']) {
    const { status, raw } = await put(shown, guess);
    answers.push([status, raw.replaceAll(guess, '')]);
  }
  expect(answers[0]?.[0]).toBe(422);
  expect(answers[0]).toEqual(answers[1]);
});

test('Who deletes what an entry that is hidden from them leads to hears nothing of that entry, whose author reads and changes it without', async () => {
  const mine = await written(doctor, makeFinding());
  const theirs = await written(otherDoctor, { ...makeDisease('Zona', `Observation/${mine}`, shown), ...concealed });
  const alone = await written(doctor, makeFinding());
  const answers = [];
  for (const id of [mine, alone]) {
    const { status, raw } = await practice.ask(doctor, 'DELETE', `/Observation/${id}`);
    answers.push([status, raw]);
    expect((await practice.ask(doctor, 'GET', `/Observation/${id}`)).status).toBe(410);
  }
  expect(answers).toEqual([answers[1], [204, '']]);
  const address = `/Condition/${theirs}`;
  const read = await practice.ask<Condition>(otherDoctor, 'GET', address);
  expect([read.status, read.raw.includes(mine), read.raw.includes(shown)]).toEqual([200, false, true]);
  const body = { ...read.body, ...concealed, code: { text: 'Zona guéri' } };
  const changed = await practice.ask<Condition>(otherDoctor, 'PUT', address, { body });
  expect([changed.status, changed.body.code?.text]).toEqual([200, 'Zona guéri']);
  expect((await practice.fhir.read('Condition', theirs)).evidence).toEqual([{ detail: [{ reference: shown }] }]);
});
const concealed = { meta: { security: [hidden] } };
