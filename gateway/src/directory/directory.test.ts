import { randomInt } from 'node:crypto';
import type { Bundle, Organization, Practitioner } from '@medplum/fhirtypes';
import { FINESS_SYSTEM, professionalFromFhir, RPPS_SYSTEM } from '@passerelle/fhir-mappings';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doctor } from '../../testing/make-facts.ts';
import { entriesOf, openPractice, type Practice } from '../../testing/practice.ts';
import { openFhirServer } from '../fhir/http-server.ts';
import type { FhirServer } from '../fhir/server.ts';
import { meeting } from './meeting.ts';
import { keepOrganizations } from './organizations.ts';
import { keepProfessionals, type DescribedProfessional } from './professionals.ts';

let practice: Practice;
// Numbers of one's own: HAPI, where it is asked, has seen other runs.
let number = 10_200_000_000 + randomInt(600_000_000);
beforeAll(async () => {
  practice = await openPractice([doctor]);
});
afterAll(() => practice.close());

const newcomer = (more: Partial<DescribedProfessional> = {}): DescribedProfessional => ({
  ...{ rpps: String((number += 1)), familyName: 'OKAFOR', givenName: 'Chidi', profession: '10' },
  ...more,
});
/** What practice software finds in the directory. */
const found = async <R>(type: string, system: string, value: string): Promise<R[]> =>
  entriesOf(await practice.ask<Bundle>(doctor, 'GET', `/${type}?identifier=${system}|${value}`)) as R[];
const practitioners = (rpps: string) => found<Practitioner>('Practitioner', RPPS_SYSTEM, rpps);
const rowOf = (rpps: string) =>
  practice.database.selectFrom('professional').selectAll().where('rpps', '=', rpps).executeTakeFirst();
const put = (fhir: FhirServer, failures: Error[] = []) =>
  meeting({ database: practice.database, fhir, report: (fault) => void failures.push(fault) });

describe('0.2: a professional who calls', () => {
  test('is found by practice software afterwards, and written once however often they come', async () => {
    const who = newcomer({ specialty: 'SM54' });
    const { meet, settled } = put(practice.fhir);
    meet(who);
    await settled();
    const [written, ...others] = await practitioners(who.rpps);
    expect(others).toEqual([]);
    expect(written && professionalFromFhir(written)).toEqual(who);
    const restarted = put(practice.fhir);
    restarted.meet(who);
    await restarted.settled();
    expect((await practitioners(who.rpps)).map(({ meta }) => meta?.versionId)).toEqual(['1']);
  });

  test('completes what the operator loaded, and takes nothing away', async () => {
    const loaded = newcomer({ mssAddress: 'Chidi@cabinet.example', organization: 'Cabinet du Port' });
    await keepProfessionals(practice, [loaded]);
    const { meet, settled } = put(practice.fhir);
    meet({ ...newcomer({ rpps: loaded.rpps }), familyName: 'OKAFOR-ROUX', specialty: 'SM04' });
    await settled();
    expect(await rowOf(loaded.rpps)).toMatchObject({
      ...{ name: 'Chidi OKAFOR-ROUX', specialty: 'SM04', mail: 'chidi@cabinet.example' },
      organization: 'Cabinet du Port',
    });
    const [written] = await practitioners(loaded.rpps);
    expect(written && professionalFromFhir(written)).toMatchObject({
      ...{ familyName: 'OKAFOR-ROUX', mssAddress: 'Chidi@cabinet.example', specialty: 'SM04' },
    });
  });

  test('is taken down the next time when the FHIR server was down at the first', async () => {
    const who = newcomer();
    const down = openFhirServer({ baseUrl: 'http://127.0.0.1:1/fhir', deadline: 2_000 });
    let fhir = down;
    const failures: Error[] = [];
    const { meet, settled } = put({ ...practice.fhir, search: (...asked) => fhir.search(...asked) }, failures);
    meet(who);
    await settled();
    expect([failures.length, (await rowOf(who.rpps))?.name]).toEqual([1, 'Chidi OKAFOR']);
    fhir = practice.fhir;
    meet(who);
    await settled();
    expect(await practitioners(who.rpps)).toHaveLength(1);
    await down.close();
  });

  test('keeps the Practitioner that other software wrote, with all that it says besides', async () => {
    const who = newcomer();
    const theirs = await practice.fhir.create<Practitioner>({
      resourceType: 'Practitioner',
      identifier: [
        { system: 'urn:oid:1.2.3', value: 'abc' },
        { system: RPPS_SYSTEM, value: who.rpps },
      ],
      name: [{ family: 'OKAFOR', given: ['Chidi'] }],
      communication: [{ text: 'Igbo' }],
    });
    expect(await keepProfessionals(practice, [who])).toEqual(['inserted']);
    expect(await practitioners(who.rpps)).toMatchObject([
      { id: theirs.id, communication: [{ text: 'Igbo' }], qualification: [{ code: { coding: [{ code: '10' }] } }] },
    ]);
  });
});

test('0.3: an organisation is found by practice software, and loses the mail domains that it is no longer said to have', async () => {
  const hospital = {
    finess: `69${String(randomInt(10_000_000)).padStart(7, '0')}`,
    name: 'CHU de Valombre',
    mailDomains: ['chu.example'],
  };
  expect(await keepOrganizations(practice, [hospital])).toEqual(['inserted']);
  expect(await keepOrganizations(practice, [hospital])).toEqual(['unchanged']);
  const organizations = () => found<Organization>('Organization', FINESS_SYSTEM, hospital.finess);
  expect(await organizations()).toMatchObject([{ name: hospital.name, meta: { versionId: '1' } }]);
  expect(await keepOrganizations(practice, [{ ...hospital, mailDomains: [] }])).toEqual(['updated']);
  expect((await organizations()).map(({ extension }) => extension)).toEqual([undefined]);
});

test('What an interrupted load left to do in the FHIR server is done by the next, once', async () => {
  const many = Array.from({ length: 60 }, () => newcomer());
  const [first] = many;
  if (!first) throw new Error('nobody');
  await practice.database
    .insertInto('professional')
    .values({ rpps: first.rpps, name: 'Chidi OKAFOR', profession: '10' })
    .execute();
  const outcomes = await keepProfessionals(practice, many);
  expect([outcomes[0], new Set(outcomes.slice(1))]).toEqual(['updated', new Set(['inserted'])]);
  expect(new Set(await keepProfessionals(practice, many))).toEqual(new Set(['unchanged']));
});
