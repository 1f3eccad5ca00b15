import { expect, test } from 'vitest';
import { condition, failureOf, idsOf, observation, patient, system, tag, word, type World } from './world.ts';

/** Finding resources by each kind of parameter. */
export function searches(world: World): void {
  const found = async (
    type: 'Patient' | 'Observation' | 'Condition',
    ...parameters: [string, string][]
  ): Promise<string[]> => idsOf(await world.fhir.search(type, parameters)).sort();

  test('by token: with its system, without system, the whole system, several, none of them', async () => {
    const who = await patient(world, word());
    const [pulse, weight] = [word(), word()];
    const first = await world.fhir.create(observation(who, pulse, '2024-01-01'));
    const second = await world.fhir.create(observation(who, weight, '2024-01-01'));
    const hers: [string, string] = ['patient', who.id];
    expect(await found('Observation', ['code', `${system}|${pulse}`])).toEqual([first.id]);
    expect(await found('Observation', ['code', pulse])).toEqual([first.id]);
    expect(await found('Observation', ['code', `|${pulse}`])).toEqual([]);
    expect(await found('Observation', hers, ['code', `${system}|`])).toEqual([first.id, second.id].sort());
    expect(await found('Observation', hers, ['code', `${system}|${pulse},${system}|${weight}`])).toHaveLength(2);
    expect(await found('Observation', hers, ['code:not', `${system}|${pulse}`])).toEqual([second.id]);
    expect(await found('Observation', hers, ['status', 'final'])).toHaveLength(2);
    expect(await found('Observation', hers, ['status', 'amended'])).toEqual([]);
  });

  test('by reference: with the type and without, and never that of another patient', async () => {
    const [hers, his] = [await patient(world, word()), await patient(world, word())];
    const one = await world.fhir.create(condition(hers, 'Asthme'));
    await world.fhir.create(condition(his, 'Asthme'));
    for (const value of [hers.id, `Patient/${hers.id}`]) {
      expect(await found('Condition', ['patient', value])).toEqual([one.id]);
      expect(await found('Condition', ['subject', value])).toEqual([one.id]);
    }
    expect(await found('Condition', ['subject:Patient', hers.id])).toEqual([one.id]);
    expect(await found('Condition', ['patient', `${hers.id},${his.id}`])).toHaveLength(2);
  });

  test('by what a reference leads to: an identifier of the patient', async () => {
    const family = word();
    const who = await patient(world, family);
    const one = await world.fhir.create(condition(who, 'Asthme'));
    const key = `${system}|${family}`;
    expect(await found('Condition', ['patient.identifier', key])).toEqual([one.id]);
    expect(await found('Condition', ['subject:Patient.identifier', key])).toEqual([one.id]);
    expect(await found('Condition', ['patient.identifier', `${system}|${word()}`])).toEqual([]);
  });

  test('by date: a day, before and after it, between two, and with a year alone in the resource', async () => {
    const who = await patient(world, word());
    const dates = ['2023-12-31', '2024-01-01T08:30:00+01:00', '2024-06', '2025'];
    const ids = await Promise.all(dates.map(async (date) => (await world.fhir.create(observation(who, 'x', date))).id));
    const on = async (...values: string[]): Promise<string[]> =>
      found('Observation', ['patient', who.id], ...values.map((value): [string, string] => ['date', value]));
    const expected = (...places: number[]): string[] => places.map((place) => ids[place] ?? '').sort();
    expect(await on('2024-01-01')).toEqual(expected(1));
    expect(await on('2024')).toEqual(expected(1, 2));
    expect(await on('lt2024-01-01')).toEqual(expected(0));
    expect(await on('gt2024-06-30')).toEqual(expected(3));
    expect(await on('ge2024-01-01', 'le2024-12-31')).toEqual(expected(1, 2));
    expect(await on('sa2024-12-31')).toEqual(expected(3));
  });

  test('by text: its beginning without regard to accents and capitals, or exactly', async () => {
    const family = word();
    const who = await patient(world, `Éléonore${family}`);
    expect(await found('Patient', ['family', `eleonore${family.toUpperCase()}`])).toEqual([who.id]);
    expect(await found('Patient', ['family:exact', `Éléonore${family}`])).toEqual([who.id]);
    expect(await found('Patient', ['family:exact', `eleonore${family}`])).toEqual([]);
    expect(await found('Patient', ['family', family])).toEqual([]);
  });

  test('by tag: one of several, and with the total', async () => {
    const who = await patient(world, word());
    const [open, mine, other] = [word(), word(), word()];
    const tagged = (code: string): Promise<{ id: string }> =>
      world.fhir.create(condition(who, code, { meta: { tag: [tag(code)] } }));
    const [first, second] = [await tagged(open), await tagged(mine)];
    await tagged(other);
    await world.fhir.create(condition(who, 'sans'));
    const either = `${system}/tag|${open},${system}/tag|${mine}`;
    const bundle = await world.fhir.search('Condition', [
      ['patient', who.id],
      ['_tag', either],
      ['_total', 'accurate'],
    ]);
    expect(idsOf(bundle).sort()).toEqual([first.id, second.id].sort());
    expect(bundle.total).toBe(2);
  });

  test('by id, profile, label and time of writing', async () => {
    const [family, profile] = [word(), `https://passerelle.example/fhir/StructureDefinition/${word()}`];
    const security = [{ system, code: word() }];
    const who = await patient(world, family, { meta: { profile: [profile], security } });
    expect(await found('Patient', ['_id', who.id])).toEqual([who.id]);
    expect(await found('Patient', ['_profile', profile])).toEqual([who.id]);
    expect(await found('Patient', ['_security', `${system}|${security[0]?.code ?? ''}`])).toEqual([who.id]);
    const hers: [string, string] = ['_id', who.id];
    expect(await found('Patient', hers, ['_lastUpdated', `ge${who.meta?.lastUpdated ?? ''}`])).toEqual([who.id]);
    expect(await found('Patient', hers, ['_lastUpdated', 'lt2020-01-01'])).toEqual([]);
  });

  test('by quantity: above, below, in its unit', async () => {
    const who = await patient(world, word());
    const weighs = async (value: number): Promise<string> => {
      const valueQuantity = { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' };
      return (await world.fhir.create(observation(who, 'weight', '2024', { valueQuantity }))).id;
    };
    const [light, heavy] = [await weighs(58.5), await weighs(92)];
    const hers: [string, string] = ['patient', who.id];
    expect(await found('Observation', hers, ['value-quantity', 'gt60'])).toEqual([heavy]);
    expect(await found('Observation', hers, ['value-quantity', 'le58.5|http://unitsofmeasure.org|kg'])).toEqual([
      light,
    ]);
    expect(await found('Observation', hers, ['value-quantity', 'gt1|http://unitsofmeasure.org|g'])).toEqual([]);
  });

  test('what was deleted is not found any more', async () => {
    const who = await patient(world, word());
    const one = await world.fhir.create(condition(who, 'Asthme'));
    await world.fhir.delete('Condition', one.id);
    const bundle = await world.fhir.search('Condition', [
      ['patient', who.id],
      ['_total', 'accurate'],
    ]);
    expect([idsOf(bundle), bundle.total]).toEqual([[], 0]);
  });

  test('a parameter that the type does not have is refused, rather than left out', async () => {
    expect(await failureOf(world.fhir.search('Condition', [['colour', 'red']]))).toBe('refused');
    expect(await failureOf(world.fhir.search('Observation', [['date', 'hier']]))).toBe('refused');
  });
}
