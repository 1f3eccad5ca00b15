import { BLOOD_PRESSURE, GLUCOSE_MG_DL_PER_MMOL_L, SIMPLE_MEASURES, type MeasureName } from './measure-kinds.ts';

const tenth = (value: number): number => Math.round(value * 10) / 10;
const hundredth = (value: number): number => Math.round(value * 100) / 100;

/** Body mass index in kg/m², to one tenth, from kilograms and metres. */
export const bodyMassIndex = (kilograms: number, metres: number): number => tenth(kilograms / metres ** 2);

/** Glycaemia in g/L from mg/dL. */
export const glucoseInGramsPerLitre = (milligramsPerDecilitre: number): number =>
  hundredth(milligramsPerDecilitre / 100);

/** Glycaemia in mmol/L, to one tenth, from mg/dL. */
export const glucoseInMillimolesPerLitre = (milligramsPerDecilitre: number): number =>
  tenth(milligramsPerDecilitre / GLUCOSE_MG_DL_PER_MMOL_L);

/** A value that is out of its physical range, in the unit that people type, or a diastolic pressure that is not below the systolic. */
export type MeasureFault =
  | {
      readonly fault: 'range';
      readonly field: string;
      readonly minimum: number;
      readonly maximum: number;
      readonly unit: string;
    }
  | { readonly fault: 'diastolic-not-below' };

const outside = (field: string, value: unknown, range: { minimum: number; maximum: number }, unit: string) =>
  typeof value === 'number' && value >= range.minimum && value <= range.maximum
    ? []
    : [{ fault: 'range', field, minimum: range.minimum, maximum: range.maximum, unit } as const];

/** Why a measure as typed is refused, with the range to show (D9), or nothing. */
export function measureFault(typed: {
  kind: MeasureName;
  value?: unknown;
  systolic?: unknown;
  diastolic?: unknown;
}): MeasureFault | undefined {
  if (typed.kind !== 'blood-pressure') {
    const kind = SIMPLE_MEASURES[typed.kind];
    return outside('value', typed.value, kind, kind.unit.symbol)[0];
  }
  const { systolic, diastolic, unit } = BLOOD_PRESSURE;
  const [fault] = [
    ...outside('systolic', typed.systolic, systolic, unit.symbol),
    ...outside('diastolic', typed.diastolic, diastolic, unit.symbol),
  ];
  if (fault !== undefined) return fault;
  return Number(typed.diastolic) < Number(typed.systolic) ? undefined : { fault: 'diastolic-not-below' };
}
