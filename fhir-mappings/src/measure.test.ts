import type { Observation } from '@medplum/fhirtypes';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import {
  bodyMassIndex,
  glucoseInGramsPerLitre,
  glucoseInMillimolesPerLitre,
  isUnreadable,
  Measure,
  measureFault,
  measureFromFhir,
  measureToFhir,
} from './index.ts';

const when = '2026-05-17';
const record = (entry: Measure) => ({ patient: 'p', author: { kind: 'patient' as const }, entry });
const observed = (code: string, valueQuantity: Observation['valueQuantity']): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code }] },
  subject: { reference: 'Patient/p' },
  effectiveDateTime: when,
  ...(valueQuantity ? { valueQuantity } : {}),
});
const ucum = (value: number, code: string) => ({ value, system: 'http://unitsofmeasure.org', code });
const read = (resource: Observation) => {
  const found = measureFromFhir(resource);
  return isUnreadable(found) ? found : found.entry;
};

describe('a measure that people type (D9)', () => {
  test('a height is typed in metres and kept in centimetres', () => {
    const { valueQuantity } = measureToFhir(record({ kind: 'height', value: 1.13, when }));
    expect(valueQuantity).toMatchObject({ value: 113, code: 'cm' });
  });

  test('a head circumference has the code of R4 and that of the French profile', () => {
    const { code } = measureToFhir(record({ kind: 'head-circumference', value: 42, when }));
    expect(code.coding?.map((coding) => coding.code)).toEqual(['9843-4', '8287-5']);
  });

  test('a blood pressure has two components and no value of its own', () => {
    const pressure = measureToFhir(record({ kind: 'blood-pressure', systolic: 128, diastolic: 79, when }));
    expect(pressure.valueQuantity).toBeUndefined();
    expect(pressure.component?.map((part) => part.valueQuantity?.value)).toEqual([128, 79]);
  });

  test.each([
    [{ kind: 'weight', value: 7000, when }, 0.2, 650],
    [{ kind: 'height', value: 168, when }, 0.2, 2.8],
    [{ kind: 'temperature', value: 98.6, when }, 20, 46],
    [{ kind: 'pain', value: 11, when }, 0, 10],
    [{ kind: 'blood-pressure', systolic: 13, diastolic: 8, when }, 30, 350],
  ] as const)('%o is refused, with the range', (entry, minimum, maximum) => {
    expect(Value.Check(Measure, entry)).toBe(false);
    expect(measureFault(entry)).toMatchObject({ fault: 'range', minimum, maximum });
  });

  test('a diastolic pressure above the systolic is refused', () => {
    expect(measureFault({ kind: 'blood-pressure', systolic: 80, diastolic: 120 })).toEqual({
      fault: 'diastolic-not-below',
    });
    expect(measureFault({ kind: 'blood-pressure', systolic: 120, diastolic: 80 })).toBeUndefined();
  });

  test('the body mass index and the other units of glucose are computed', () => {
    expect(bodyMassIndex(66.4, 1.68)).toBe(23.5);
    expect(glucoseInGramsPerLitre(98)).toBe(0.98);
    expect(glucoseInMillimolesPerLitre(98)).toBe(5.4);
  });
});

describe('a measure that other software wrote', () => {
  test('glucose under its older code is read, and written under the code of today', () => {
    const older = observed('2339-0', ucum(5.5, 'mmol/L'));
    expect(read(older)).toMatchObject({ kind: 'glucose', value: 99.086 });
    const changed = measureToFhir(record({ kind: 'glucose', value: 101, when }), older);
    expect(changed.code.coding?.map(({ code }) => code)).toEqual(['2345-7']);
    expect(changed.valueQuantity).toMatchObject({ value: 101, code: 'mg/dL' });
  });

  test('grams become kilograms, degrees Fahrenheit Celsius', () => {
    expect(read(observed('29463-7', ucum(3450, 'g')))).toMatchObject({ value: 3.45 });
    expect(read(observed('8310-5', ucum(100.4, '[degF]')))).toMatchObject({ value: 38 });
  });

  test('a value of which the unit is not known, or that is only a bound, is not guessed', () => {
    expect(read(observed('29463-7', ucum(150, '[lb_av]')))).toEqual({ unreadable: 'unit' });
    expect(read(observed('29463-7', { value: 70, unit: 'kg' }))).toEqual({ unreadable: 'unit' });
    expect(read(observed('2345-7', { ...ucum(20, 'mg/dL'), comparator: '<' }))).toEqual({ unreadable: 'comparator' });
    expect(read(observed('29463-7', undefined))).toEqual({ unreadable: 'no-value' });
    expect(read(observed('2708-6', ucum(97, '%')))).toEqual({ unreadable: 'no-code' });
    expect(read({ ...observed('29463-7', ucum(70, 'kg')), status: 'entered-in-error' })).toEqual({
      unreadable: 'status',
    });
  });
});
