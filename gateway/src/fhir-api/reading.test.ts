import type { Bundle, CapabilityStatement, Condition, Observation, Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorising, doctor, otherDoctor } from '../../testing/make-facts.ts';
import { base, codeOf, entriesOf, openPractice, type Practice } from '../../testing/practice.ts';
import { stamp } from '../access/visibility.ts';

const ins = '279035121518989';
let practice: Practice;
let anna: string;
const ask: Practice['ask'] = (...all) => practice.ask(...all);

const makeDisease = (name: string, patient = anna): Condition => ({
  resourceType: 'Condition',
  code: { text: name },
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  subject: { reference: `Patient/${patient}` },
});
const makeWeight = (value: number, date: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: `Patient/${anna}` },
  effectiveDateTime: date,
  valueQuantity: { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
});
const add = async <R extends Condition | Observation>(resource: R): Promise<R & { id: string }> => {
  const { status, body } = await ask<R & { id: string }>(doctor, 'POST', `/${resource.resourceType}`, {
    body: resource,
  });
  expect(status).toBe(201);
  return body;
};

beforeAll(async () => {
  practice = await openPractice([doctor, otherDoctor]);
  anna = await practice.person('PAT-TROIS', ins, authorising(doctor));
});
afterAll(() => practice.close());

describe('practice software', () => {
  it('finds the patient by INS and gets the gateway’s own addresses', async () => {
    const { status, body } = await ask<Bundle>(
      doctor,
      'GET',
      `/Patient?identifier=urn:oid:1.2.250.1.213.1.4.10|${ins}`,
    );
    expect(status).toBe(200);
    expect(body.total).toBe(1);
    expect(body.entry?.[0]?.fullUrl).toBe(`${base}/Patient/${anna}`);
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

  it('is told that it has the version already', async () => {
    const { id } = await add(makeDisease('Otite'));
    const again = await ask(doctor, 'GET', `/Condition/${id}`, { headers: { 'if-none-match': 'W/"1"' } });
    expect([again.status, again.raw, again.headers['etag']]).toEqual([304, '', 'W/"1"']);
  });

  it('names the patient by INS when it writes and searches', async () => {
    const body = {
      ...makeDisease('Zona'),
      subject: { identifier: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: ins } },
    };
    const made = await ask<Condition>(doctor, 'POST', '/Condition', { body });
    expect(made.body.subject.reference).toBe(`Patient/${anna}`);
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
    const url = `/Observation?patient=${anna}&_id=${id}&code=http://loinc.org|29463-7`;
    const values = async (): Promise<(number | undefined)[]> =>
      (entriesOf(await ask(doctor, 'GET', url)) as Observation[]).map(({ valueQuantity }) => valueQuantity?.value);
    expect([await values(), await values()]).toEqual([[70], [70]]);
    const posted = await ask(doctor, 'POST', '/Observation/_search', {
      body: `patient=${anna}&_id=${id}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(entriesOf(posted)).toHaveLength(1);
    await ask(doctor, 'PUT', `/Observation/${id}`, { body: { ...makeWeight(71, '2026-01-01'), id } });
    expect(await values()).toEqual([71]);
  });

  it('sees at once what another copy of the gateway changed', async () => {
    const other = await practice.copy();
    const { id } = await add(makeWeight(80, '2026-02-01'));
    const path = `/Observation/${id}`;
    for (const on of [other, other, other]) await ask(doctor, 'GET', path, { on });
    await ask(doctor, 'PUT', path, { body: { ...makeWeight(81, '2026-02-01'), id } });
    const { body } = await ask<Observation>(doctor, 'GET', path, { on: other });
    expect(body.valueQuantity?.value).toBe(81);
  });

  it('goes through pages that are the gateway’s own, in order, with the total', async () => {
    const patient = await practice.person('PAGES', '162018885045327', authorising(doctor));
    for (let n = 1; n <= 7; n += 1)
      await add({ ...makeWeight(60 + n, `2026-03-0${n}`), subject: { reference: `Patient/${patient}` } });
    const seen: (number | undefined)[] = [];
    let url: string | undefined = `/Observation?patient=${patient}&_count=3&_sort=-date&_total=accurate`;
    while (url) {
      const { body, raw }: { body: Bundle; raw: string } = await ask<Bundle>(doctor, 'GET', url);
      expect(body.total).toBe(7);
      expect(raw).not.toContain(practice.behind);
      seen.push(...entriesOf({ body } as never).map((one) => (one as Observation).valueQuantity?.value));
      url = body.link?.find(({ relation }) => relation === 'next')?.url;
      if (url) expect(url).toMatch(/^https:\/\/gateway\.test\/fhir\/R4\/Observation\?_page=/);
    }
    expect(seen).toEqual([67, 66, 65, 64, 63, 62, 61]);
  });

  it('gets a page link for itself alone, and for half an hour', async () => {
    const { body } = await ask<Bundle>(doctor, 'GET', `/Observation?patient=${anna}&_count=1`);
    const next = body.link?.find(({ relation }) => relation === 'next')?.url ?? '';
    expect((await ask(doctor, 'GET', next)).status).toBe(200);
    expect(codeOf(await ask(otherDoctor, 'GET', next))).toBe('page-expired');
    expect(codeOf(await ask(doctor, 'GET', next.replace('Observation', 'Condition')))).toBe('page-expired');
    expect(codeOf(await ask(doctor, 'GET', `${next.slice(0, -4)}AAAA`))).toBe('page-expired');
    practice.pass(31);
    expect((await ask(doctor, 'GET', next)).status).toBe(410);
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
    const { id } = await practice.fhir.create({ resourceType: 'Practitioner', name: [{ family: 'Aubry' }] });
    expect(entriesOf(await ask(otherDoctor, 'GET', '/Practitioner?family=Aub'))).toHaveLength(1);
    expect((await ask(otherDoctor, 'GET', `/Practitioner/${id}`)).status).toBe(200);
    expect((await ask(otherDoctor, 'POST', '/Practitioner', { body: { resourceType: 'Practitioner' } })).status).toBe(
      422,
    );
    expect(codeOf(await ask(otherDoctor, 'GET', '/Condition?code=x'))).toBe('search-patient-required');
  });

  it('is told which parameter is not served, or goes without it on its own wish', async () => {
    const url = `/Condition?patient=${anna}&onset-age=3`;
    const refused = await ask(doctor, 'GET', url);
    expect([refused.status, codeOf(refused)]).toEqual([400, 'search-unsupported']);
    expect(refused.raw).toContain('onset-age');
    // HAPI takes no dates as alternatives: what one FHIR server serves and the other refuses is served by neither.
    const dates = await ask(doctor, 'GET', `/Condition?patient=${anna}&onset-date=2020,2021`);
    expect([dates.status, codeOf(dates)]).toEqual([400, 'search-unsupported']);
    const lenient = await ask(doctor, 'GET', url, { headers: { prefer: 'handling=lenient' } });
    expect(lenient.status).toBe(200);
    expect(lenient.raw).toContain('"mode":"outcome"');
  });

  it('asks for parts of resources, marked so that nobody writes them back', async () => {
    const { id } = await add(makeDisease('Rhume'));
    const { body } = await ask<Bundle>(doctor, 'GET', `/Condition?patient=${anna}&_id=${id}&_elements=code`);
    const [part] = entriesOf({ body } as never) as Condition[];
    expect(part?.code?.text).toBe('Rhume');
    expect(part?.clinicalStatus).toBeUndefined();
    expect(part?.meta?.tag?.[0]?.code).toBe('SUBSETTED');
    const counted = await ask<Bundle>(doctor, 'GET', `/Condition?patient=${anna}&_id=${id}&_summary=count`);
    expect([counted.body.total, counted.body.entry]).toEqual([1, undefined]);
  });

  it('brings along the patient and the professional that a resource names', async () => {
    const { body } = await ask<Bundle>(doctor, 'GET', `/Condition?patient=${anna}&_include=Condition:subject`);
    const modes = (body.entry ?? []).map(({ resource, search }) => [resource?.resourceType, search?.mode]);
    expect(modes).toContainEqual(['Patient', 'include']);
    const whole = await ask<Bundle>(doctor, 'GET', `/Patient?_id=${anna}&_revinclude=Condition:patient`);
    expect(entriesOf(whole).map(({ resourceType }) => resourceType)).toContain('Condition');
  });

  it('speaks JSON and says so to who wants XML', async () => {
    for (const [path, headers] of [
      [`/Condition?patient=${anna}`, { accept: 'application/fhir+xml' }],
      [`/Condition?patient=${anna}&_format=xml`, {}],
    ] as const) {
      const { status, headers: said } = await ask(doctor, 'GET', path, { headers });
      expect([status, said['content-type']]).toEqual([406, 'application/fhir+json; charset=utf-8']);
    }
    const xml = await ask(doctor, 'POST', '/Condition', {
      body: '<Condition/>',
      headers: { 'content-type': 'application/fhir+xml' },
    });
    expect([xml.status, codeOf(xml)]).toEqual([415, 'media-type-unsupported']);
    expect((await ask(doctor, 'GET', `/Condition?patient=${anna}&_format=json&_pretty=true`)).status).toBe(200);
  });

  it('gets long answers compressed', async () => {
    const { headers } = await ask(doctor, 'GET', `/Condition?patient=${anna}`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(headers['content-encoding']).toBe('gzip');
  });

  it('says without a token what is served and where tokens come from, and nothing else', async () => {
    const { status, body } = await ask<CapabilityStatement>(null, 'GET', '/metadata');
    expect([status, body.fhirVersion, body.implementation?.url]).toEqual([200, '4.0.1', base]);
    expect((await practice.app.inject('/.well-known/smart-configuration')).json()).toMatchObject({
      token_endpoint: 'https://idp.test/token',
    });
    expect((await ask(null, 'GET', '/.well-known/smart-configuration')).status).toBe(200);
    const closed = await ask(null, 'GET', `/Condition?patient=${anna}`);
    expect([closed.status, codeOf(closed)]).toEqual([401, 'token-missing']);
    expect(closed.headers['www-authenticate']).toContain('Bearer');
  });

  it('leaves a line of audit for each request, its items named, its failures too', async () => {
    const before = (await practice.trail()).length;
    const { id } = await add(makeDisease('Angine'));
    await ask(doctor, 'GET', `/Condition/${id}`);
    await ask(doctor, 'GET', `/Condition?patient=${anna}&nonsense=1`);
    await ask(doctor, 'GET', '/Condition/nothing-here');
    const lines = (await practice.trail()).slice(before);
    expect(lines.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['disease.add', 'success'],
      ['disease.read', 'success'],
      ['fhir-api.get', 'failed'],
      ['disease.read', 'refused'],
    ]);
    expect(lines[1]?.items).toEqual([`Condition/${id}`]);
  });

  it('sees what the patient entered, and not what has no tag of the gateway', async () => {
    await practice.fhir.create(makeDisease('sans marque'));
    await practice.fhir.create(stamp(makeDisease('saisi'), { hidden: false, secret: false }));
    const { raw } = await ask(doctor, 'GET', `/Condition?patient=${anna}&_count=200`);
    expect(raw).toContain('saisi');
    expect(raw).not.toContain('sans marque');
  });
});
