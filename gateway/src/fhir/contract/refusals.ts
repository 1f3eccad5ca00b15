import { randomUUID } from 'node:crypto';
import type { Binary, Observation, Patient } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { FhirServerError } from '../server.ts';
import { condition, failureOf, idsOf, observation, patient, word, type World } from './world.ts';

const statusOf = (answer: Response): number => answer.status;

/** What a server of ours does not take, and what it keeps apart. */
export function refusals(world: World): void {
  test('a resource that is not valid is refused, saying what is wrong, and nothing is stored', async () => {
    const id = randomUUID();
    const bad = { resourceType: 'Patient', id, birthDate: 'hier' } as const satisfies Patient;
    const refusal = await world.fhir.update(bad).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FhirServerError);
    expect(refusal).toMatchObject({ kind: 'refused', outcome: { resourceType: 'OperationOutcome' } });
    expect((refusal as FhirServerError).detail).not.toBe('');
    expect(await failureOf(world.fhir.read('Patient', id))).toBe('missing');
  });

  test('a code that R4 does not know is refused where its list is closed, deep inside too', async () => {
    const who = await patient(world, word());
    const status = { ...observation(who, 'x', '2024'), status: 'no-such-status' };
    const within = { ...observation(who, 'x', '2024'), identifier: [{ use: 'no-such-use', value: 'x' }] };
    for (const bad of [status, within])
      expect(await failureOf(world.fhir.create(bad as unknown as Observation))).toBe('refused');
  });

  test('an empty text is refused, deep inside too', async () => {
    const named = { resourceType: 'Patient', name: [{ family: word(), given: ['Anne', ''] }] } as const;
    const told = { resourceType: 'Patient', generalPractitioner: [{ display: '' }] } as const;
    for (const bad of [named, told])
      expect(await failureOf(world.fhir.create(bad as unknown as Patient))).toBe('refused');
  });

  test('a body that is no JSON, or another type than its address, or another id, is refused', async () => {
    const send = (path: string, body: string): Promise<Response> => world.raw(path, { method: 'PUT', body });
    const id = randomUUID();
    expect(statusOf(await send(`Patient/${id}`, '{"resourceType":'))).toBe(400);
    expect(statusOf(await send(`Patient/${id}`, JSON.stringify({ resourceType: 'Observation', id })))).toBe(400);
    expect(statusOf(await send(`Patient/${id}`, JSON.stringify({ resourceType: 'Patient', id: randomUUID() })))).toBe(
      400,
    );
    expect(await failureOf(world.fhir.read('Patient', id))).toBe('missing');
  });

  test('an id that walks to another type finds nothing, though something is there', async () => {
    const who = await patient(world, word());
    const one = await world.fhir.create(observation(who, 'x', '2024'));
    const walk = `${who.id}/../../Observation/${one.id}`;
    expect(await failureOf(world.fhir.read('Patient', walk))).toBe('missing');
    expect(await failureOf(world.fhir.read('Patient', encodeURIComponent(walk)))).toBe('missing');
    expect(await failureOf(world.fhir.delete('Patient', walk))).toBe('missing');
    for (const path of [walk, encodeURIComponent(walk)]) {
      const answer = await world.raw(`Patient/${path.replaceAll('/', '%2F')}`);
      expect([400, 404]).toContain(answer.status);
    }
    expect((await world.fhir.read('Observation', one.id)).id).toBe(one.id);
  });

  test('a reference to what is not there is refused', async () => {
    const orphan = condition({ resourceType: 'Patient', id: randomUUID() }, 'Asthme');
    expect(await failureOf(world.fhir.create(orphan))).toBe('refused');
  });

  test('what others refer to is deleted, and theirs stays, to be changed once it refers there no more', async () => {
    const who = await patient(world, word());
    const finding = await world.fhir.create(observation(who, 'Fièvre', '2024'));
    const detail = [{ reference: `Observation/${finding.id}` }];
    const disease = await world.fhir.create(condition(who, 'Zona', { evidence: [{ detail }] }));
    await world.fhir.delete('Observation', finding.id);
    expect(await failureOf(world.fhir.read('Observation', finding.id))).toBe('gone');
    expect((await world.fhir.read('Condition', disease.id)).evidence).toEqual([{ detail }]);
    expect(idsOf(await world.fhir.search('Condition', [['patient', who.id]]))).toEqual([disease.id]);
    const changed = { ...condition(who, 'Zona guéri'), id: disease.id };
    expect(await failureOf(world.fhir.update({ ...changed, evidence: [{ detail }] }))).toBe('refused');
    expect((await world.fhir.update(changed)).code?.text).toBe('Zona guéri');
  });

  test('a document’s bytes are stored with the resource that says who may see them', async () => {
    const who = await patient(world, word());
    const data = Buffer.alloc(5 * 1024 * 1024, 'passerelle').toString('base64');
    const binary: Binary = { resourceType: 'Binary', contentType: 'application/pdf', data };
    const stored = await world.fhir.create({ ...binary, securityContext: { reference: `Patient/${who.id}` } });
    const read = await world.fhir.read('Binary', stored.id);
    expect(read.data === data).toBe(true);
    expect(read).toMatchObject({ contentType: 'application/pdf', securityContext: { reference: `Patient/${who.id}` } });
  });

  test('a server says what it is', async () => {
    const statement = await world.fhir.capabilities();
    expect(statement).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
    expect(statement.rest?.[0]?.resource?.map(({ type }) => type)).toContain('DocumentReference');
  });

  test('a search by a form finds what a search by address finds', async () => {
    const who = await patient(world, word());
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/fhir+json' };
    const answer = await world.raw('Patient/_search', { method: 'POST', headers, body: `_id=${who.id}` });
    expect(idsOf((await answer.json()) as never)).toEqual([who.id]);
  });
}
