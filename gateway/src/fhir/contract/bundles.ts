import { randomUUID } from 'node:crypto';
import type { Bundle, BundleEntry, Condition, Patient, Resource } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { condition, entries, failureOf, idsOf, patient, system, tag, word, type World } from './world.ts';

const bundle = (...entry: BundleEntry[]): Bundle => ({ resourceType: 'Bundle', type: 'transaction', entry });
const post = (resource: Resource, fullUrl?: string): BundleEntry => ({
  ...(fullUrl ? { fullUrl } : {}),
  resource,
  request: { method: 'POST', url: resource.resourceType },
});
const put = (resource: Resource & { id: string }): BundleEntry => ({
  resource,
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
});
const statuses = (answer: Bundle): string[] =>
  entries(answer).map(({ response }) => (response?.status ?? '').slice(0, 3));
const locationId = (entry: BundleEntry | undefined): string => entry?.response?.location?.split('/').at(-3) ?? '';

export function bundles(world: World): void {
  test('a transaction stores a patient and her disease together, each knowing the other', async () => {
    const [family, place] = [word(), `urn:uuid:${randomUUID()}`];
    const newPatient: Patient = { resourceType: 'Patient', identifier: [{ system, value: family }] };
    const disease: Condition = { resourceType: 'Condition', subject: { reference: place }, code: { text: 'Asthme' } };
    const answer = await world.fhir.transaction(bundle(post(disease), post(newPatient, place)));
    expect(statuses(answer)).toEqual(['201', '201']);
    const [diseaseId, patientId] = entries(answer).map(locationId);
    expect((await world.fhir.read('Condition', diseaseId ?? '')).subject.reference).toBe(`Patient/${patientId ?? ''}`);
    expect(idsOf(await world.fhir.search('Condition', [['patient.identifier', `${system}|${family}`]]))).toEqual([
      diseaseId,
    ]);
  });

  test('a transaction with one bad entry stores nothing of the others', async () => {
    const family = word();
    const who = await patient(world, family);
    const lost: Patient & { id: string } = {
      resourceType: 'Patient',
      id: randomUUID(),
      identifier: [{ system, value: family }],
    };
    const orphan = condition({ resourceType: 'Patient', id: randomUUID() }, 'Asthme');
    const attempt = world.fhir.transaction(bundle(put({ ...who, gender: 'other' }), put(lost), post(orphan)));
    expect(await failureOf(attempt)).toBe('refused');
    expect(await failureOf(world.fhir.read('Patient', lost.id))).toBe('missing');
    expect(await world.fhir.read('Patient', who.id)).not.toHaveProperty('gender');
    expect(idsOf(await world.fhir.search('Patient', [['identifier', `${system}|${family}`]]))).toHaveLength(1);
  });

  test('a transaction replaces tags, as an update does', async () => {
    const who = await patient(world, word(), { meta: { tag: [tag('open'), tag('kept')] } });
    await world.fhir.transaction(bundle(put({ ...who, meta: { tag: [tag('kept')] } })));
    expect((await world.fhir.read('Patient', who.id)).meta?.tag).toEqual([tag('kept')]);
  });

  test('a transaction that expects an older version changes nothing', async () => {
    const who = await patient(world, word());
    const other = await patient(world, word());
    await world.fhir.update({ ...who, gender: 'female' });
    const stale = put({ ...who, gender: 'male' });
    stale.request = { method: 'PUT', url: `Patient/${who.id}`, ifMatch: 'W/"1"' };
    const kind = await failureOf(world.fhir.transaction(bundle(put({ ...other, gender: 'other' }), stale)));
    expect(['precondition', 'conflict']).toContain(kind);
    expect((await world.fhir.read('Patient', who.id)).gender).toBe('female');
    expect(await world.fhir.read('Patient', other.id)).not.toHaveProperty('gender');
  });

  test('a transaction creates unless there is one already, and deletes', async () => {
    const [family, old] = [word(), await patient(world, word())];
    const entry = post({ resourceType: 'Patient', identifier: [{ system, value: family }] });
    entry.request = { method: 'POST', url: 'Patient', ifNoneExist: `identifier=${system}|${family}` };
    const remove: BundleEntry = { request: { method: 'DELETE', url: `Patient/${old.id}` } };
    expect(statuses(await world.fhir.transaction(bundle(structuredClone(entry), remove)))).toEqual(['201', '204']);
    expect(statuses(await world.fhir.transaction(bundle(structuredClone(entry))))).toEqual(['200']);
    expect(await failureOf(world.fhir.read('Patient', old.id))).toBe('gone');
  });

  test('a batch does each entry for itself, and says of each how it went', async () => {
    const who = await patient(world, word());
    const get = (url: string): BundleEntry => ({ request: { method: 'GET', url } });
    const answer = await world.fhir.batch(
      bundle(
        get(`Patient/${who.id}`),
        get(`Patient/${randomUUID()}`),
        get(`Patient?_id=${who.id}`),
        post(condition(who, 'Asthme')),
      ),
    );
    expect(statuses(answer)).toEqual(['200', '404', '200', '201']);
    expect(entries(answer)[0]?.resource).toMatchObject({ resourceType: 'Patient', id: who.id });
    expect(entries(answer)[2]?.resource).toMatchObject({ resourceType: 'Bundle', total: 1 });
  });
}
