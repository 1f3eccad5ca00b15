import type { Observation } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { keysOf, SIMPLE_MEASURES } from '../src/index.ts';
import { dayOrInstant, lineOfText } from './basic.ts';
import {
  foreignConcept,
  foreignCoding,
  foreignExtensions,
  foreignIdentifiers,
  foreignParts,
  foreignReference,
  merged,
  notes,
  patientReference,
} from './foreign-parts.ts';

const quantity = (code: string): fc.Arbitrary<object> =>
  fc.record(
    {
      value: fc.integer({ min: 1, max: 40_000 }).map((value) => value / 100),
      unit: lineOfText(10),
      system: fc.constant('http://unitsofmeasure.org'),
      code: fc.constant(code),
      extension: foreignExtensions,
      comparator: fc.constantFrom('<' as const, '>' as const),
    },
    { requiredKeys: ['value', 'system', 'code'] },
  );

const UNITS = ['kg', 'g', 'cm', 'm', 'Cel', '[degF]', 'mg/dL', 'g/L', 'mmol/L', '1', '/min', '1/(24.h)', 'kg/m2'];

const foreignSimpleValue = fc
  .tuple(
    fc.constantFrom(...keysOf(SIMPLE_MEASURES)),
    fc.constantFrom(...UNITS),
    fc.boolean(),
    fc.array(foreignCoding, { maxLength: 2 }),
  )
  .chain(([kind, other, usual, others]) => {
    const { loinc, older, unit } = SIMPLE_MEASURES[kind];
    const [code] = [...older, ...loinc];
    return quantity(usual ? unit.ucum : other).map((valueQuantity) => ({
      code: { coding: [...others, { system: 'http://loinc.org', code }], text: 'Mesure' },
      valueQuantity,
    }));
  });

const foreignPressure = fc.tuple(quantity('mm[Hg]'), quantity('mm[Hg]'), quantity('mm[Hg]')).map((values) => ({
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Blood pressure panel' }] },
  component: values.map((valueQuantity, index) => ({
    code: { coding: [{ system: 'http://loinc.org', code: ['8478-0', '8480-6', '8462-4'][index] }] },
    valueQuantity,
  })),
}));

export const foreignObservation: fc.Arbitrary<Observation> = merged<Observation>(
  fc.record(
    {
      ...foreignParts,
      resourceType: fc.constant('Observation'),
      status: fc.constantFrom('final', 'amended', 'corrected', 'preliminary', 'cancelled'),
      category: fc.array(foreignConcept, { minLength: 1, maxLength: 2 }),
      subject: patientReference,
      performer: fc.array(foreignReference, { minLength: 1, maxLength: 2 }),
      method: foreignConcept,
      bodySite: foreignConcept,
      device: fc.record({ display: lineOfText(20) }),
      interpretation: fc.array(foreignConcept, { minLength: 1, maxLength: 1 }),
      identifier: foreignIdentifiers,
      note: notes,
    },
    { requiredKeys: ['resourceType', 'status', 'subject'] },
  ),
  fc.oneof({ weight: 5, arbitrary: dayOrInstant.map((effectiveDateTime) => ({ effectiveDateTime })) }, fc.constant({})),
  fc.oneof({ weight: 3, arbitrary: foreignSimpleValue }, foreignPressure),
);
