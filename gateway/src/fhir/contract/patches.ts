import { expect, test } from 'vitest';
import { failureOf, patient, word, type World } from './world.ts';

export function patches(world: World): void {
  test('a patch changes what it names and nothing else', async () => {
    const family = word();
    const stored = await patient(world, family, { gender: 'male' });
    const patched = await world.fhir.patch('Patient', stored.id, [
      { op: 'replace', path: '/gender', value: 'female' },
      { op: 'add', path: '/birthDate', value: '1984-03-21' },
    ]);
    expect(patched).toMatchObject({ gender: 'female', birthDate: '1984-03-21', name: [{ family }] });
    expect(patched.meta?.versionId).toBe('2');
  });

  test('a patch that does not fit, or expects an older version, changes nothing', async () => {
    const stored = await patient(world, word(), { gender: 'male' });
    const test = world.fhir.patch('Patient', stored.id, [{ op: 'replace', path: '/photo/7/title', value: 'x' }]);
    expect(await failureOf(test)).toBe('refused');
    await world.fhir.patch('Patient', stored.id, [{ op: 'replace', path: '/gender', value: 'other' }]);
    const stale = world.fhir.patch('Patient', stored.id, [{ op: 'remove', path: '/gender' }], { ifMatch: '1' });
    expect(await failureOf(stale)).toBe('precondition');
    expect((await world.fhir.read('Patient', stored.id)).gender).toBe('other');
  });
}
