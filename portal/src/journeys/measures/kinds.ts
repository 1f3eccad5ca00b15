import {
  BLOOD_PRESSURE,
  SIMPLE_MEASURES,
  type Measure,
  type MeasureName,
  type SimpleMeasureName,
} from '@passerelle/fhir-mappings';
import type { IconName } from '../../components/icon.tsx';
import { numberText } from '../../texts/formats.ts';
import type { Language } from '../../texts/language.ts';

/** D9, in the order shown, each with its drawing and its hue. */
const looks: Record<MeasureName, { icon: IconName; hue: string }> = {
  weight: { icon: 'scale', hue: '' },
  height: { icon: 'ruler', hue: '' },
  bmi: { icon: 'person', hue: '' },
  'blood-pressure': { icon: 'heart', hue: 'clay' },
  'heart-rate': { icon: 'pulse', hue: 'clay' },
  glucose: { icon: 'drop', hue: 'plum' },
  temperature: { icon: 'thermometer', hue: 'plum' },
  waist: { icon: 'circle', hue: 'sky' },
  'head-circumference': { icon: 'circle', hue: 'sky' },
  pain: { icon: 'alert', hue: 'moss' },
  steps: { icon: 'steps', hue: 'moss' },
};

export const measureNames = Object.keys(looks) as MeasureName[];
/** The body mass index is computed, not typed. */
export const typedNames = measureNames.filter((name) => name !== 'bmi');
export const lookOf = (name: MeasureName) => looks[name];
export const isMeasureName = (name: string): name is MeasureName => Object.hasOwn(looks, name);
export const isSimple = (name: MeasureName): name is SimpleMeasureName => name !== 'blood-pressure';

const kindOf = (name: MeasureName) => (isSimple(name) ? SIMPLE_MEASURES[name] : BLOOD_PRESSURE);

export const kindText = (name: MeasureName, language: Language): string => kindOf(name).label[language];

/** The unit as people read it. */
export function unitText(name: MeasureName, language: Language): string {
  if (name === 'steps') return language === 'fr' ? 'pas' : 'steps';
  return kindOf(name).unit.symbol;
}

/** The value alone: `72,5`, `128 / 82`. */
export const valueText = (measure: Measure, language: Language): string =>
  measure.kind === 'blood-pressure'
    ? `${measure.systolic} / ${measure.diastolic}`
    : numberText(measure.value, language);

const MG_DL_PER_MMOL_L = 18.0156;

/** Glucose in the two other units that people know (D9); nothing for other measures. */
export function otherUnits(measure: Measure, language: Language): string | undefined {
  if (measure.kind !== 'glucose') return undefined;
  const rounded = (value: number) => numberText(Math.round(value * 100) / 100, language);
  return `${rounded(measure.value / 100)} g/L, ${rounded(measure.value / MG_DL_PER_MMOL_L)} mmol/L`;
}
