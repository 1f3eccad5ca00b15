import fc from 'fast-check';
import {
  BLOOD_PRESSURE,
  keysOf,
  SIMPLE_MEASURES,
  TARGET_DISEASES,
  VACCINATION_KINDS,
  VACCINES,
  type Absence,
  type Allergy,
  type Disease,
  type Measure,
  type Treatment,
  type Vaccination,
} from '../src/index.ts';
import { dayOrInstant, lineOfText, linesOfText, linkedIds, partialDate } from './basic.ts';

const optional = { requiredKeys: ['name'] as ['name'] };

export const diseaseEntry: fc.Arbitrary<Disease> = fc
  .record(
    {
      name: lineOfText(50),
      start: partialDate,
      ongoing: fc.boolean(),
      end: partialDate,
      comment: linesOfText(3000),
      documents: linkedIds,
    },
    optional,
  )
  .map(({ end, ...disease }) => (end === undefined ? disease : { ...disease, ongoing: false, end }));

export const treatmentEntry: fc.Arbitrary<Treatment> = fc.record(
  {
    name: lineOfText(50),
    ongoing: fc.boolean(),
    start: partialDate,
    end: partialDate,
    dosage: linesOfText(1000),
    comment: linesOfText(3000),
    documents: linkedIds,
  },
  optional,
);

export const allergyEntry: fc.Arbitrary<Allergy> = fc.record(
  { allergen: lineOfText(50), resolved: fc.constant(true as const), comment: linesOfText(3000), documents: linkedIds },
  { requiredKeys: ['allergen'] },
);

export const vaccinationEntry: fc.Arbitrary<Vaccination> = fc
  .record(
    {
      vaccine: lineOfText(100),
      atc: fc.constantFrom(...keysOf(VACCINES)),
      targets: fc.uniqueArray(fc.constantFrom(...keysOf(TARGET_DISEASES)), { minLength: 1, maxLength: 4 }),
      date: partialDate,
      kind: fc.constantFrom(...keysOf(VACCINATION_KINDS)),
      dose: fc.integer({ min: 1, max: 20 }),
      batch: lineOfText(100),
      vaccinator: lineOfText(50),
      comment: linesOfText(1000),
      documents: linkedIds,
    },
    { requiredKeys: ['date', 'kind'] },
  )
  .filter(({ vaccine, atc, targets }) => (vaccine ?? atc ?? targets) !== undefined);

const context = { when: dayOrInstant, comment: linesOfText(1000), documents: linkedIds };

/** A number of at most three decimals, as people type them. */
const typed = (minimum: number, maximum: number, whole: boolean): fc.Arbitrary<number> =>
  whole
    ? fc.integer({ min: minimum, max: maximum })
    : fc.integer({ min: Math.ceil(minimum * 1000), max: Math.floor(maximum * 1000) }).map((value) => value / 1000);

const simpleMeasure = fc.constantFrom(...keysOf(SIMPLE_MEASURES)).chain((kind) => {
  const { minimum, maximum } = SIMPLE_MEASURES[kind];
  const whole = 'whole' in SIMPLE_MEASURES[kind];
  return fc.record(
    { kind: fc.constant(kind), value: typed(minimum, maximum, whole), ...context },
    { requiredKeys: ['kind', 'value', 'when'] },
  );
});

const bloodPressure = fc.record(
  {
    kind: fc.constant('blood-pressure' as const),
    systolic: typed(BLOOD_PRESSURE.systolic.minimum, BLOOD_PRESSURE.systolic.maximum, true),
    diastolic: typed(BLOOD_PRESSURE.diastolic.minimum, BLOOD_PRESSURE.diastolic.maximum, true),
    ...context,
  },
  { requiredKeys: ['kind', 'systolic', 'diastolic', 'when'] },
);

export const measureEntry: fc.Arbitrary<Measure> = fc.oneof({ weight: 10, arbitrary: simpleMeasure }, bloodPressure);

export const absenceEntry: fc.Arbitrary<Absence> = fc.record({
  section: fc.constantFrom('diseases', 'treatments', 'allergies', 'vaccinations'),
});
