import type { Bundle, Condition, Observation } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { authorising, doctor, otherDoctor } from '../../testing/make-facts.ts';
import { codeOf, entriesOf } from '../../testing/practice.ts';
import { ins, practiceSoftware } from './testing/practice-software.ts';

const house = practiceSoftware();
const { ask, makeDisease, makeWeight, add } = house;

describe('practice software', () => {
  it('names the patient by INS when it writes and searches', async () => {
    const body = {
      ...makeDisease('Zona'),
      subject: { identifier: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: ins } },
    };
    const made = await ask<Condition>(doctor, 'POST', '/Condition', { body });
    expect(made.body.subject.reference).toBe(`Patient/${house.anna}`);
    for (const name of [
      'patient.identifier',
      'subject.identifier',
      'subject:Patient.identifier',
      'patient:identifier',
    ]) {
      const found = await ask<Bundle>(doctor, 'GET', `/Condition?${name}=${ins}&_id=${made.body.id}`);
      expect(found.body.total, name).toBe(1);
    }
  });

  it('sees the same by GET and by POST, again and after a change', async () => {
    const { id } = await add(makeWeight(70, '2026-01-01'));
    const url = `/Observation?patient=${house.anna}&_id=${id}&code=http://loinc.org|29463-7`;
    const values = async (): Promise<(number | undefined)[]> =>
      (entriesOf(await ask(doctor, 'GET', url)) as Observation[]).map(({ valueQuantity }) => valueQuantity?.value);
    expect([await values(), await values()]).toEqual([[70], [70]]);
    const posted = await ask(doctor, 'POST', '/Observation/_search', {
      body: `patient=${house.anna}&_id=${id}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(entriesOf(posted)).toHaveLength(1);
    await ask(doctor, 'PUT', `/Observation/${id}`, { body: { ...makeWeight(71, '2026-01-01'), id } });
    expect(await values()).toEqual([71]);
  });

  it('goes through pages that are the gateway’s own, in order, with the total', async () => {
    const patient = await house.practice.person('PAGES', '162018885045327', authorising(doctor));
    for (let n = 1; n <= 7; n += 1)
      await add({ ...makeWeight(60 + n, `2026-03-0${n}`), subject: { reference: `Patient/${patient}` } });
    const seen: (number | undefined)[] = [];
    let url: string | undefined = `/Observation?patient=${patient}&_count=3&_sort=-date&_total=accurate`;
    while (url) {
      const { body, raw }: { body: Bundle; raw: string } = await ask<Bundle>(doctor, 'GET', url);
      expect(body.total).toBe(7);
      expect(raw).not.toContain(house.practice.behind);
      seen.push(...entriesOf({ body } as never).map((one) => (one as Observation).valueQuantity?.value));
      url = body.link?.find(({ relation }) => relation === 'next')?.url;
      if (url) expect(url).toMatch(/^https:\/\/gateway\.test\/fhir\/R4\/Observation\?_page=/);
    }
    expect(seen).toEqual([67, 66, 65, 64, 63, 62, 61]);
  });

  it('gets a page link for itself alone, and for half an hour', async () => {
    for (const value of [72, 73]) await add(makeWeight(value, '2026-01-02'));
    const { body } = await ask<Bundle>(doctor, 'GET', `/Observation?patient=${house.anna}&_count=1`);
    const next = body.link?.find(({ relation }) => relation === 'next')?.url ?? '';
    expect((await ask(doctor, 'GET', next)).status).toBe(200);
    expect(codeOf(await ask(otherDoctor, 'GET', next))).toBe('page-expired');
    expect(codeOf(await ask(doctor, 'GET', next.replace('Observation', 'Condition')))).toBe('page-expired');
    expect(codeOf(await ask(doctor, 'GET', `${next.slice(0, -4)}AAAA`))).toBe('page-expired');
    house.practice.pass(31);
    expect((await ask(doctor, 'GET', next)).status).toBe(410);
  });

  it('is told which parameter is not served, or goes without it on its own wish', async () => {
    const url = `/Condition?patient=${house.anna}&onset-age=3`;
    const refused = await ask(doctor, 'GET', url);
    expect([refused.status, codeOf(refused)]).toEqual([400, 'search-unsupported']);
    expect(refused.raw).toContain('onset-age');
    // HAPI takes no dates as alternatives: what one FHIR server serves and the other refuses is served by neither.
    const dates = await ask(doctor, 'GET', `/Condition?patient=${house.anna}&onset-date=2020,2021`);
    expect([dates.status, codeOf(dates)]).toEqual([400, 'search-unsupported']);
    const lenient = await ask(doctor, 'GET', url, { headers: { prefer: 'handling=lenient' } });
    expect(lenient.status).toBe(200);
    expect(lenient.raw).toContain('"mode":"outcome"');
  });

  it('asks for parts of resources, marked so that nobody writes them back', async () => {
    const { id } = await add(makeDisease('Rhume'));
    const { body } = await ask<Bundle>(doctor, 'GET', `/Condition?patient=${house.anna}&_id=${id}&_elements=code`);
    const [part] = entriesOf({ body } as never) as Condition[];
    expect(part?.code?.text).toBe('Rhume');
    expect(part?.clinicalStatus).toBeUndefined();
    expect(part?.meta?.tag?.[0]?.code).toBe('SUBSETTED');
    const counted = await ask<Bundle>(doctor, 'GET', `/Condition?patient=${house.anna}&_id=${id}&_summary=count`);
    expect([counted.body.total, counted.body.entry]).toEqual([1, undefined]);
  });

  it('brings along the patient and the professional that a resource names', async () => {
    await add(makeDisease('Angine'));
    const { body } = await ask<Bundle>(doctor, 'GET', `/Condition?patient=${house.anna}&_include=Condition:subject`);
    const modes = (body.entry ?? []).map(({ resource, search }) => [resource?.resourceType, search?.mode]);
    expect(modes).toContainEqual(['Patient', 'include']);
    const whole = await ask<Bundle>(doctor, 'GET', `/Patient?_id=${house.anna}&_revinclude=Condition:patient`);
    expect(entriesOf(whole).map(({ resourceType }) => resourceType)).toContain('Condition');
  });
});
