import type { Label } from './label.ts';

/** A number in the unit that people type, as FHIR keeps it. */
export interface Unit {
  /** As people read it */
  readonly symbol: string;
  /** UCUM code that is written */
  readonly ucum: string;
  /** How many of `ucum` are one of `symbol` */
  readonly factor: number;
  /** Other UCUM codes that are read, each with what makes it one of `symbol` */
  readonly others: Readonly<Record<string, (value: number) => number>>;
}

export interface MeasureKind {
  readonly label: Label;
  /** LOINC codes that are written, the first being the one to search by */
  readonly loinc: readonly [string, ...string[]];
  /** LOINC codes that are also read */
  readonly older: readonly string[];
  readonly unit: Unit;
  /** Physical range in the unit that people type: no living person is outside */
  readonly minimum: number;
  readonly maximum: number;
  readonly whole?: true;
  readonly profiles: readonly string[];
}

const mesures = (id: string) => `https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-${id}`;
const frCore = (id: string) => `https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-observation-${id}`;

const unit = (symbol: string, ucum: string, others: Unit['others'] = {}): Unit => ({ symbol, ucum, factor: 1, others });
const centimetres = unit('cm', 'cm', { m: (value) => value * 100, mm: (value) => value / 10 });

/** Milligrams in a decilitre for one millimole in a litre of glucose (molar mass 180.156 g/mol). */
export const GLUCOSE_MG_DL_PER_MMOL_L = 18.0156;

/** D9 but blood pressure, which has two values. LOINC, UCUM and profiles of the French "mesures de santé" 3.2 and FR Core 2.2.0. */
export const SIMPLE_MEASURES = {
  weight: {
    label: { fr: 'Poids', en: 'Weight' },
    loinc: ['29463-7'],
    older: [],
    unit: unit('kg', 'kg', { g: (value) => value / 1000 }),
    minimum: 0.2,
    maximum: 650,
    profiles: [mesures('fr-observation-body-weight'), frCore('body-weight')],
  },
  height: {
    label: { fr: 'Taille', en: 'Height' },
    loinc: ['8302-2'],
    older: [],
    unit: { symbol: 'm', ucum: 'cm', factor: 100, others: { m: (value) => value } },
    minimum: 0.2,
    maximum: 2.8,
    profiles: [mesures('fr-observation-bodyheight'), frCore('body-height')],
  },
  bmi: {
    label: { fr: 'Indice de masse corporelle', en: 'Body mass index' },
    loinc: ['39156-5'],
    older: [],
    unit: unit('kg/m²', 'kg/m2'),
    minimum: 5,
    maximum: 250,
    profiles: [mesures('fr-observation-bmi'), frCore('bmi')],
  },
  waist: {
    label: { fr: 'Tour de taille', en: 'Waist circumference' },
    loinc: ['8280-0'],
    older: [],
    unit: centimetres,
    minimum: 10,
    maximum: 400,
    profiles: [mesures('observation-waist-circumference')],
  },
  temperature: {
    label: { fr: 'Température', en: 'Temperature' },
    loinc: ['8310-5'],
    older: [],
    unit: unit('°C', 'Cel', { '[degF]': (value) => ((value - 32) * 5) / 9 }),
    minimum: 20,
    maximum: 46,
    profiles: [mesures('fr-observation-body-temperature'), frCore('body-temperature')],
  },
  glucose: {
    label: { fr: 'Glycémie', en: 'Blood glucose' },
    loinc: ['2345-7'],
    older: ['2339-0'],
    unit: unit('mg/dL', 'mg/dL', {
      'g/L': (value) => value * 100,
      'mmol/L': (value) => value * GLUCOSE_MG_DL_PER_MMOL_L,
    }),
    minimum: 5,
    maximum: 3000,
    profiles: [mesures('observation-glucose')],
  },
  pain: {
    label: { fr: 'Douleur', en: 'Pain' },
    loinc: ['72514-3'],
    older: [],
    unit: unit('/10', '1', { '{score}': (value) => value }),
    minimum: 0,
    maximum: 10,
    whole: true,
    profiles: [mesures('observation-pain-severity')],
  },
  'heart-rate': {
    label: { fr: 'Fréquence cardiaque', en: 'Heart rate' },
    loinc: ['8867-4'],
    older: [],
    unit: unit('bpm', '/min'),
    minimum: 10,
    maximum: 350,
    whole: true,
    profiles: [mesures('fr-observation-heartrate'), frCore('heartrate')],
  },
  /** R4 and FR Core force the first coding, the French profile slices the second: both are written. */
  'head-circumference': {
    label: { fr: 'Périmètre crânien', en: 'Head circumference' },
    loinc: ['9843-4', '8287-5'],
    older: [],
    unit: centimetres,
    minimum: 15,
    maximum: 80,
    profiles: [mesures('observation-head-circumference'), frCore('head-circum')],
  },
  steps: {
    label: { fr: 'Nombre de pas', en: 'Steps' },
    loinc: ['41950-7'],
    older: [],
    unit: unit('pas/jour', '1/(24.h)', {
      '/d': (value) => value,
      '1/d': (value) => value,
      '{steps}/d': (value) => value,
    }),
    minimum: 0,
    maximum: 250_000,
    whole: true,
    profiles: [mesures('observation-steps-by-day')],
  },
} as const satisfies Record<string, MeasureKind>;

export type SimpleMeasureName = keyof typeof SIMPLE_MEASURES;

/** Blood pressure: two values in mmHg, each a component. */
export const BLOOD_PRESSURE = {
  label: { fr: 'Pression artérielle', en: 'Blood pressure' },
  loinc: ['85354-9'],
  older: ['55284-4'],
  unit: unit('mmHg', 'mm[Hg]'),
  systolic: { loinc: '8480-6', minimum: 30, maximum: 350, label: { fr: 'Systolique', en: 'Systolic' } },
  diastolic: { loinc: '8462-4', minimum: 10, maximum: 250, label: { fr: 'Diastolique', en: 'Diastolic' } },
  profiles: [mesures('fr-observation-bp'), frCore('bp')],
} as const;

export type MeasureName = SimpleMeasureName | 'blood-pressure';
