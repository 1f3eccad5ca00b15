import type { Patient } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { failureOf, idsOf, patient, system, word, type World } from './world.ts';

const named = (family: string): Patient => ({
  resourceType: 'Patient',
  name: [{ family }],
  identifier: [{ system, value: family }],
});

export function conditional(world: World): void {
  test('a resource is created once, however often the same creation is asked for', async () => {
    const family = word();
    const criteria = [['identifier', `${system}|${family}`]] as const;
    const first = await world.fhir.createUnless(named(family), criteria);
    const second = await world.fhir.createUnless(named(family), criteria);
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.resource.id).toBe(first.resource.id);
    expect(idsOf(await world.fhir.search('Patient', criteria))).toEqual([first.resource.id]);
  });

  test('criteria that find several create nothing', async () => {
    const family = word();
    await patient(world, family);
    await patient(world, family);
    const criteria = [['identifier', `${system}|${family}`]] as const;
    expect(await failureOf(world.fhir.createUnless(named(family), criteria))).toBe('precondition');
    expect(idsOf(await world.fhir.search('Patient', criteria))).toHaveLength(2);
  });
}
