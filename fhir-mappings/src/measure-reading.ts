import type { CodeableConcept, Observation, ObservationComponent } from '@medplum/fhirtypes';
import { codesOf, codingOf, hl7, codeable, LOINC } from './coding.ts';
import { withKey, withoutKeys } from './element.ts';
import { keysOf } from './keys.ts';
import type { ObjectLens } from './lens.ts';
import {
  BLOOD_PRESSURE,
  SIMPLE_MEASURES,
  type MeasureKind,
  type MeasureName,
  type SimpleMeasureName,
} from './measure-kinds.ts';
import { quantityOf, valueIn } from './quantity.ts';
import { isUnreadable, unreadable, type Unreadable } from './unreadable.ts';

/** The values of a measure, in the units that people type. */
export type Reading =
  { kind: SimpleMeasureName; value: number } | { kind: 'blood-pressure'; systolic: number; diastolic: number };

const NAMES: readonly MeasureName[] = [...keysOf(SIMPLE_MEASURES), 'blood-pressure'];

/** What is known of one kind of measure but its range. */
export const measureKind = (name: MeasureName): Pick<MeasureKind, 'label' | 'loinc' | 'older' | 'unit' | 'profiles'> =>
  name === 'blood-pressure' ? BLOOD_PRESSURE : SIMPLE_MEASURES[name];

/** The kind of measure that an observation's code says, in any of its codings. */
export function measureNameIn(code: CodeableConcept | undefined): MeasureName | undefined {
  const codes = codesOf(code, LOINC);
  return NAMES.find((name) =>
    [...measureKind(name).loinc, ...measureKind(name).older].some((known) => codes.includes(known)),
  );
}

const codeOf = (name: MeasureName): CodeableConcept => {
  const { loinc, label } = measureKind(name);
  return { coding: loinc.map((code) => codingOf(LOINC, code)), text: label.fr };
};

const side = (which: 'systolic' | 'diastolic') => BLOOD_PRESSURE[which].loinc;
const isSide = (which: 'systolic' | 'diastolic') => (component: ObservationComponent) =>
  codesOf(component.code, LOINC).includes(side(which));

function pressureIn({ component = [] }: Observation): Reading | Unreadable {
  const systolic = valueIn(component.find(isSide('systolic'))?.valueQuantity, BLOOD_PRESSURE.unit);
  if (isUnreadable(systolic)) return systolic;
  const diastolic = valueIn(component.find(isSide('diastolic'))?.valueQuantity, BLOOD_PRESSURE.unit);
  return isUnreadable(diastolic) ? diastolic : { kind: 'blood-pressure', systolic, diastolic };
}

const componentOf = (which: 'systolic' | 'diastolic', value: number): ObservationComponent => ({
  code: { coding: [codingOf(LOINC, side(which))], text: BLOOD_PRESSURE[which].label.fr },
  valueQuantity: quantityOf(value, BLOOD_PRESSURE.unit),
});

function values(resource: Observation, reading: Reading): Observation {
  if (reading.kind !== 'blood-pressure')
    return { ...resource, valueQuantity: quantityOf(reading.value, SIMPLE_MEASURES[reading.kind].unit) };
  const others = (resource.component ?? []).filter((part) => !isSide('systolic')(part) && !isSide('diastolic')(part));
  const { systolic, diastolic } = reading;
  return {
    ...resource,
    component: [componentOf('systolic', systolic), componentOf('diastolic', diastolic), ...others],
  };
}

/** The code and profiles of the kind. A code that is already one of those written stays, with what stands beside it. */
function asKind(resource: Observation, kind: MeasureName): Observation {
  const { loinc, profiles } = measureKind(kind);
  const codes = codesOf(resource.code, LOINC);
  if (measureNameIn(resource.code) === kind && loinc.every((code) => codes.includes(code))) return resource;
  const others = (resource.meta?.profile ?? []).filter(
    (url) => !NAMES.some((name) => measureKind(name).profiles.includes(url)),
  );
  const meta = withKey({ ...resource.meta }, 'profile', [...profiles, ...others]);
  return { ...withoutKeys(resource, ['component', 'valueQuantity']), meta, code: codeOf(kind) };
}

/** Kind and values together: they are one statement. */
export const reading: ObjectLens<Observation, Reading> = {
  keys: ['kind', 'value', 'systolic', 'diastolic'],
  get: (resource) => {
    const kind = measureNameIn(resource.code);
    if (kind === undefined) return unreadable('no-code');
    if (kind === 'blood-pressure') return pressureIn(resource);
    const value = valueIn(resource.valueQuantity, SIMPLE_MEASURES[kind].unit);
    return isUnreadable(value) ? value : { kind, value };
  },
  put: (resource, value) => values(withoutKeys(asKind(resource, value.kind), ['dataAbsentReason']), value),
};

export const VITAL_SIGNS = codeable(hl7('observation-category'), 'vital-signs', 'Vital Signs');
