import type { Bundle, Observation, Patient } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { entries, failureOf, idsOf, observation, ofType, patient, word, type World } from './world.ts';

const nextOf = (bundle: Bundle): string | undefined => bundle.link?.find(({ relation }) => relation === 'next')?.url;

/** Order, pages, totals, and what a search brings along. */
export function pages(world: World): void {
  test('by two keys: the newest first, those of one day by code', async () => {
    const who = await patient(world, word());
    for (const [code, date] of [
      ['b', '2024-01-01'],
      ['a', '2024-01-01'],
      ['c', '2024-02-01'],
    ] as const)
      await world.fhir.create(observation(who, code, date));
    const sorted = async (sort: string): Promise<string[]> => {
      const bundle = await world.fhir.search('Observation', [
        ['patient', who.id],
        ['_sort', sort],
      ]);
      return ofType<Observation>(bundle, 'Observation').map(({ code }) => code.coding?.[0]?.code ?? '');
    };
    expect(await sorted('-date,code')).toEqual(['c', 'a', 'b']);
    expect(await sorted('date,-code')).toEqual(['b', 'a', 'c']);
  });

  test('page after page, everything comes once, in order, with the same total, while others write', async () => {
    const who = await patient(world, word());
    for (let day = 1; day <= 7; day += 1) await world.fhir.create(observation(who, 'x', `2024-01-0${day}`));
    const seen: string[] = [];
    let page: Bundle | undefined = await world.fhir.search('Observation', [
      ['patient', who.id],
      ['_sort', 'date'],
      ['_count', '3'],
      ['_total', 'accurate'],
    ]);
    const totals = [page.total];
    while (page) {
      seen.push(...ofType<Observation>(page, 'Observation').map(({ effectiveDateTime }) => effectiveDateTime ?? ''));
      await world.fhir.create(observation(who, 'x', '2023-01-01'));
      const next = nextOf(page);
      page = next === undefined ? undefined : await world.fhir.page(next);
    }
    expect(seen).toEqual(['01', '02', '03', '04', '05', '06', '07'].map((day) => `2024-01-${day}`));
    expect(totals).toEqual([7]);
  });

  test('page after page, what was there all the time comes once, whatever is changed or deleted meanwhile', async () => {
    const who = await patient(world, word());
    const stored = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map((day) => world.fhir.create(observation(who, 'x', `2024-01-0${day}`))),
    );
    const search = [
      ['patient', who.id],
      ['_sort', 'date'],
      ['_count', '3'],
    ] as const;
    const first = await world.fhir.search('Observation', search);
    const [gone, moved] = [stored[1], stored[6]];
    await world.fhir.delete('Observation', gone?.id ?? '');
    await world.fhir.update({ ...observation(who, 'x', '2023-01-01'), id: moved?.id ?? '' });
    const given = idsOf(first);
    for (let next = nextOf(first); next !== undefined;) {
      const page = await world.fhir.page(next);
      expect(entries(page).length).toBeLessThanOrEqual(3);
      given.push(...idsOf(page));
      next = nextOf(page);
    }
    expect(given.sort()).toEqual(stored.map(({ id }) => id).sort());
  });

  test('no page follows the one that holds all', async () => {
    const who = await patient(world, word());
    for (let day = 1; day <= 3; day += 1) await world.fhir.create(observation(who, 'x', `2024-01-0${day}`));
    const bundle = await world.fhir.search('Observation', [
      ['patient', who.id],
      ['_count', '3'],
    ]);
    expect([entries(bundle).length, nextOf(bundle)]).toEqual([3, undefined]);
  });

  test('a count alone brings no resource', async () => {
    const who = await patient(world, word());
    await world.fhir.create(observation(who, 'x', '2024'));
    const bundle = await world.fhir.search('Observation', [
      ['patient', who.id],
      ['_summary', 'count'],
    ]);
    expect([bundle.total, entries(bundle)]).toEqual([1, []]);
  });

  test('named elements alone come, with the mark that the rest is missing', async () => {
    const who = await patient(world, word(), { gender: 'female', birthDate: '1984-03-21' });
    const [only] = ofType<Patient>(
      await world.fhir.search('Patient', [
        ['_id', who.id],
        ['_elements', 'birthDate'],
      ]),
      'Patient',
    );
    expect(only).toMatchObject({ id: who.id, birthDate: '1984-03-21' });
    expect(only).not.toHaveProperty('gender');
    expect(only?.meta?.tag?.map(({ code }) => code)).toContain('SUBSETTED');
  });

  test('a search brings along what its resources refer to, and what refers to them, marked as such', async () => {
    const who = await patient(world, word());
    const one = await world.fhir.create(observation(who, 'x', '2024'));
    const along = await world.fhir.search('Observation', [
      ['_id', one.id],
      ['_include', 'Observation:patient'],
    ]);
    const modes = (bundle: Bundle): unknown[] =>
      entries(bundle).map(({ resource, search }) => [resource?.id, search?.mode]);
    expect(modes(along)).toEqual([
      [one.id, 'match'],
      [who.id, 'include'],
    ]);
    const back = await world.fhir.search('Patient', [
      ['_id', who.id],
      ['_revinclude', 'Observation:patient'],
    ]);
    expect(modes(back)).toEqual([
      [who.id, 'match'],
      [one.id, 'include'],
    ]);
    const plain = await world.fhir.search('Observation', [['_id', one.id]]);
    expect(idsOf(plain)).toEqual([one.id]);
  });

  test('a link to another place is not followed', async () => {
    const elsewhere = [
      'https://attacker.example/fhir?_getpages=1',
      `${world.baseUrl}/../admin`,
      '//attacker.example/fhir',
      'after:no-page-of-ours',
      `after:${Buffer.from('{"from":"https://attacker.example/fhir","given":[],"since":""}').toString('base64url')}`,
    ];
    for (const link of elsewhere) expect(await failureOf(world.fhir.page(link))).toBe('refused');
  });
}
