import { randomUUID } from 'node:crypto';
import type { Patient } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { entries, failureOf, ofType, patient, tag, word, type World } from './world.ts';

const renamed = <P extends Patient>(who: P, family: string): P => ({ ...who, name: [{ family }] });

/** One resource through its life: made, read, changed, deleted, and every version of it kept. */
export function versions(world: World): void {
  test('a resource is stored under the id that its writer chose, and read back as it was', async () => {
    const family = word();
    const stored = await patient(world, family, { gender: 'female', birthDate: '1984-03-21' });
    const read = await world.fhir.read('Patient', stored.id);
    expect(read).toMatchObject({ id: stored.id, gender: 'female', birthDate: '1984-03-21', name: [{ family }] });
    expect(read.meta?.versionId).toBe('1');
    expect(Date.parse(read.meta?.lastUpdated ?? '')).not.toBeNaN();
  });

  test('a resource without id is given one, whatever id its body has', async () => {
    const created = await world.fhir.create({ resourceType: 'Patient', name: [{ family: word() }] });
    expect(created.id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
    expect(await world.fhir.read('Patient', created.id)).toMatchObject({ name: created.name });
  });

  test('the first version can still be read after a change, and a version that never was cannot', async () => {
    const first = await patient(world, 'Avant');
    await world.fhir.update(renamed(first, 'Après'));
    expect((await world.fhir.vread('Patient', first.id, '1')).name?.[0]?.family).toBe('Avant');
    expect((await world.fhir.vread('Patient', first.id, '2')).name?.[0]?.family).toBe('Après');
    expect(await failureOf(world.fhir.vread('Patient', first.id, '9'))).toBe('missing');
  });

  test('history tells the newest version first, in pages, a deletion included', async () => {
    const first = await patient(world, 'Un');
    await world.fhir.update(renamed(first, 'Deux'));
    await world.fhir.update(renamed(first, 'Trois'));
    const page = await world.fhir.history('Patient', first.id, [['_count', '2']]);
    expect(ofType<Patient>(page, 'Patient').map(({ name }) => name?.[0]?.family)).toEqual(['Trois', 'Deux']);
    const next = page.link?.find(({ relation }) => relation === 'next')?.url ?? '';
    expect(ofType<Patient>(await world.fhir.page(next), 'Patient').map(({ name }) => name?.[0]?.family)).toEqual([
      'Un',
    ]);
    await world.fhir.delete('Patient', first.id);
    const [last] = entries(await world.fhir.history('Patient', first.id));
    expect(last?.resource).toBeUndefined();
    expect(last?.request?.method).toBe('DELETE');
  });

  test('a change that expects the current version is made; one that expects an older version changes nothing', async () => {
    const first = await patient(world, 'Un');
    const second = await world.fhir.update(renamed(first, 'Deux'), { ifMatch: '1' });
    expect(second.meta?.versionId).toBe('2');
    expect(await failureOf(world.fhir.update(renamed(first, 'Trois'), { ifMatch: '1' }))).toBe('precondition');
    expect((await world.fhir.read('Patient', first.id)).name?.[0]?.family).toBe('Deux');
  });

  test('of two who change one version at once, one is told', async () => {
    const first = await patient(world, 'Un');
    const both = ['Deux', 'Trois'].map((family) => world.fhir.update(renamed(first, family), { ifMatch: '1' }));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await world.fhir.read('Patient', first.id)).meta?.versionId).toBe('2');
  });

  test('writing the same again makes no new version', async () => {
    const first = await patient(world, 'Un', { meta: { tag: [tag('a')] } });
    expect((await world.fhir.update(first)).meta?.versionId).toBe('1');
  });

  test('what was deleted is gone, what never was is missing, and what is gone can be written anew', async () => {
    const stored = await patient(world, 'Un');
    await world.fhir.delete('Patient', stored.id);
    expect(await failureOf(world.fhir.read('Patient', stored.id))).toBe('gone');
    expect(await failureOf(world.fhir.read('Patient', randomUUID()))).toBe('missing');
    expect((await world.fhir.update(renamed(stored, 'Encore'))).meta?.versionId).toBe('3');
  });

  test('a deletion that expects an older version deletes nothing', async () => {
    const first = await patient(world, 'Un');
    await world.fhir.update(renamed(first, 'Deux'));
    expect(await failureOf(world.fhir.delete('Patient', first.id, { ifMatch: '1' }))).toBe('precondition');
    expect((await world.fhir.read('Patient', first.id)).name?.[0]?.family).toBe('Deux');
  });

  test('an update replaces tags, labels and profiles: those left out are gone', async () => {
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }];
    const profile = ['https://passerelle.example/fhir/StructureDefinition/contract'];
    const first = await patient(world, 'Un', { meta: { tag: [tag('open'), tag('kept')], security, profile } });
    await world.fhir.update({ ...first, meta: { tag: [tag('kept')] } });
    const { meta } = await world.fhir.read('Patient', first.id);
    expect(meta?.tag).toEqual([tag('kept')]);
    expect([meta?.security ?? [], meta?.profile ?? []]).toEqual([[], []]);
  });
}
