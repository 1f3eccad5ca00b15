import type { Bundle, Condition, Observation, Patient } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { doctor, otherDoctor } from '../../testing/make-facts.ts';
import { base, codeOf, entriesOf } from '../../testing/practice.ts';
import { stamp } from '../access/visibility.ts';
import { ins, practiceSoftware } from './testing/practice-software.ts';

const house = practiceSoftware();
const { ask, makeDisease, makeWeight, add } = house;

describe('practice software', () => {
  it('finds the patient by INS and gets the gateway’s own addresses', async () => {
    const { status, body } = await ask<Bundle>(
      doctor,
      'GET',
      `/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|${ins}`,
    );
    expect(status).toBe(200);
    expect(body.total).toBe(1);
    expect(body.entry?.[0]?.fullUrl).toBe(`${base}/Patient/${house.anna}`);
    expect((body.entry?.[0]?.resource as Patient).meta?.tag).toBeUndefined();
  });

  it('finds nothing for an INS without a space', async () => {
    const { status, body } = await ask<Bundle>(doctor, 'GET', '/Patient?identifier=162018885045327');
    expect([status, body.total, body.entry]).toEqual([200, 0, undefined]);
  });

  it('writes a disease and reads it back, its version and its place told in headers', async () => {
    const made = await ask<Condition>(doctor, 'POST', '/Condition', { body: makeDisease('Asthme') });
    expect(made.status).toBe(201);
    expect(made.headers['location']).toBe(`${base}/Condition/${made.body.id}/_history/1`);
    expect(made.headers['etag']).toBe('W/"1"');
    const read = await ask<Condition>(doctor, 'GET', `/Condition/${made.body.id}`);
    expect(read.body).toEqual(made.body);
    expect(read.body.recorder?.identifier?.value).toBe(doctor.rpps);
    expect(read.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
  });

  it('sees at once what another copy of the gateway changed', async () => {
    const other = await house.practice.copy();
    const { id } = await add(makeWeight(80, '2026-02-01'));
    const path = `/Observation/${id}`;
    for (const on of [other, other, other]) await ask(doctor, 'GET', path, { on });
    await ask(doctor, 'PUT', path, { body: { ...makeWeight(81, '2026-02-01'), id } });
    const { body } = await ask<Observation>(doctor, 'GET', path, { on: other });
    expect(body.valueQuantity?.value).toBe(81);
  });

  it('sees versions, newest first, and each by its number', async () => {
    const { id } = await add(makeDisease('Grippe'));
    await ask(doctor, 'PUT', `/Condition/${id}`, { body: { ...makeDisease('Grippe A'), id } });
    const { body } = await ask<Bundle>(doctor, 'GET', `/Condition/${id}/_history`);
    expect(body.type).toBe('history');
    expect(body.total).toBeUndefined();
    expect(entriesOf({ body } as never).map((one) => (one as Condition).code?.text)).toEqual(['Grippe A', 'Grippe']);
    expect((await ask<Condition>(doctor, 'GET', `/Condition/${id}/_history/1`)).body.code?.text).toBe('Grippe');
    expect((await ask(doctor, 'GET', `/Condition/${id}/_history/9`)).status).toBe(404);
  });

  it('reads the directory freely, and only that without naming a patient', async () => {
    const { id } = await house.practice.fhir.create({ resourceType: 'Practitioner', name: [{ family: 'Aubry' }] });
    expect(entriesOf(await ask(otherDoctor, 'GET', '/Practitioner?family=Aub'))).toHaveLength(1);
    expect((await ask(otherDoctor, 'GET', `/Practitioner/${id}`)).status).toBe(200);
    expect((await ask(otherDoctor, 'POST', '/Practitioner', { body: { resourceType: 'Practitioner' } })).status).toBe(
      422,
    );
    expect(codeOf(await ask(otherDoctor, 'GET', '/Condition?code=x'))).toBe('search-patient-required');
  });

  it('leaves a line of audit for each request, its items named, its failures too', async () => {
    const before = (await house.practice.trail()).length;
    const { id } = await add(makeDisease('Angine'));
    await ask(doctor, 'GET', `/Condition/${id}`);
    await ask(doctor, 'GET', `/Condition?patient=${house.anna}&nonsense=1`);
    await ask(doctor, 'GET', '/Condition/nothing-here');
    const lines = (await house.practice.trail()).slice(before);
    expect(lines.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['disease.add', 'success'],
      ['disease.read', 'success'],
      ['fhir-api.get', 'failed'],
      ['disease.read', 'refused'],
    ]);
    expect(lines[1]?.items).toEqual([`Condition/${id}`]);
  });

  it('sees what the patient entered, and not what has no tag of the gateway', async () => {
    await house.practice.fhir.create(makeDisease('sans marque'));
    await house.practice.fhir.create(stamp(makeDisease('saisi'), { hidden: false, secret: false }));
    const { raw } = await ask(doctor, 'GET', `/Condition?patient=${house.anna}&_count=200`);
    expect(raw).toContain('saisi');
    expect(raw).not.toContain('sans marque');
  });
});
