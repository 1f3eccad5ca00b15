import { accessRuleToFhir } from '@passerelle/fhir-mappings';
import type { Consent } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnnasPractice, type AnnasPractice } from '../../testing/annas-practice.ts';
import { doctor, otherDoctor } from '../../testing/make-facts.ts';
import { codeOf } from '../../testing/practice.ts';

let practice: AnnasPractice;
let { anna, ask, post } = {} as AnnasPractice;
beforeAll(async () => {
  practice = await openAnnasPractice();
  ({ anna, ask, post } = practice);
});
afterAll(() => practice.close());

describe('access', () => {
  const permit = (patient: string, rpps: string, decision: 'authorised' | 'blocked' = 'authorised'): Consent =>
    accessRuleToFhir({
      patient,
      author: { kind: 'patient' },
      entry: { rpps, decision, name: 'Dr', since: '2026-03-01' },
    } as never);

  it('given at a consultation is recorded for the caller alone, and never a refusal or a rule for others', async () => {
    const patient = await practice.person('CONSULTE', '100000000000001');
    const recorded = await post<Consent>('/Consent', permit(patient, doctor.rpps));
    expect(recorded.status, recorded.raw).toBe(201);
    for (const body of [permit(patient, otherDoctor.rpps), permit(patient, doctor.rpps, 'blocked')])
      expect((await post('/Consent', body)).status).toBe(422);
    for (const method of ['PUT', 'DELETE'] as const) {
      const body = method === 'PUT' ? { body: recorded.body } : {};
      expect((await ask(doctor, method, `/Consent/${recorded.body.id}`, body)).status).toBe(405);
    }
  });

  it('in an emergency is opened by breaking the glass, told to the patient, written down, and over after an hour', async () => {
    const emergency = { samu: false, others: true, hidden: false };
    const patient = await practice.person('URGENCE', '100000000000002', { emergency });
    const search = () => ask(doctor, 'GET', `/Condition?patient=${patient}`);
    const broken = (reason: string, of = patient) =>
      ask(doctor, 'POST', `/Patient/${of}/$break-glass`, {
        body: { resourceType: 'Parameters', parameter: [{ name: 'reason', valueString: reason }] },
      });
    expect((await search()).status).toBe(403);
    // Zero-width spaces, Braille without a dot, Hangul fillers, tabs: she would read an empty reason.
    const unseen = ['\u200b', '\u2800', '\u3164', '\t'].map((one) => `coma${one.repeat(20)}`);
    for (const reason of ['court', ...unseen]) expect(codeOf(await broken(reason))).toBe('reason-required');
    expect((await broken('Patient inconscient, allergies inconnues')).status).toBe(200);
    expect((await search()).status).toBe(200);
    expect(practice.notices.filter((told) => told === patient)).toEqual([patient]);
    const lines = (await practice.trail()).slice(-2);
    expect(lines.map(({ action, emergency: said }) => [action, said])).toEqual([
      ['consent.break-glass', 'Patient inconscient, allergies inconnues'],
      ['disease.search', 'Patient inconscient, allergies inconnues'],
    ]);
    practice.pass(61);
    expect((await search()).status).toBe(403);
    expect((await broken('Patient inconscient', anna)).raw).toContain('emergency-refused');
    expect((await broken('Patient inconscient', 'nobody')).raw).toContain('emergency-refused');
  });
});

describe('an emergency that a patient ends', () => {
  const emergency = { samu: false, others: true, hidden: false };
  const breaking = (patient: string, who = doctor) =>
    ask(who, 'POST', `/Patient/${patient}/$break-glass`, {
      body: { resourceType: 'Parameters', parameter: [{ name: 'reason', valueString: 'Patient inconscient' }] },
    });
  const looking = async (patient: string, who = doctor) =>
    (await ask(who, 'GET', `/Condition?patient=${patient}`)).status;

  it('by blocking the doctor is not open again when the patient unblocks, within the hour; a colleague’s goes on', async () => {
    const patient = await practice.person('BLOQUE', '100000000000011', { emergency });
    for (const who of [doctor, otherDoctor]) expect((await breaking(patient, who)).status).toBe(200);
    await practice.rule(patient, { emergency, blocked: { [doctor.rpps]: '2026' } });
    expect(await looking(patient)).toBe(403);
    await practice.rule(patient, { emergency });
    expect(await looking(patient)).toBe(403);
    expect(await looking(patient, otherDoctor)).toBe(200);
  });

  it('by no longer allowing emergencies is not open again when they are allowed again', async () => {
    const patient = await practice.person('ETEINT', '100000000000012', { emergency });
    expect((await breaking(patient)).status).toBe(200);
    await practice.rule(patient, { emergency: { ...emergency, others: false } });
    await practice.rule(patient, { emergency });
    expect(await looking(patient)).toBe(403);
    expect((await breaking(patient)).status).toBe(200);
    expect(await looking(patient)).toBe(200);
  });
});
