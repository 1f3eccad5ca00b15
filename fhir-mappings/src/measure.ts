import type { Observation } from '@medplum/fhirtypes';
import { Type, type Static, type TObject } from 'typebox';
import { authorFrom, referenceTo, type Author } from './author.ts';
import { concept, type Recorded } from './concept.ts';
import { withElement, withKey, withoutKeys } from './element.ts';
import { keysOf } from './keys.ts';
import { fields, join, type Lens } from './lens.ts';
import { BLOOD_PRESSURE, SIMPLE_MEASURES, type MeasureKind, type SimpleMeasureName } from './measure-kinds.ts';
import { reading, VITAL_SIGNS, type Reading } from './measure-reading.ts';
import { DayOrInstant, isDayOrInstant } from './partial-date.ts';
import { comment, idIn, linkedDocuments, LinkedDocuments, patientUnder } from './parts.ts';
import { prose } from './text.ts';
import { unreadable } from './unreadable.ts';

const context = {
  /** Day, or instant with its time zone, of the measure: vital signs need the day at least (R4, vs-1) */
  when: DayOrInstant,
  comment: Type.Optional(prose(1000)),
  documents: Type.Optional(LinkedDocuments),
};

interface Context {
  when: DayOrInstant;
  comment?: string;
  documents?: string[];
}

const number = ({ minimum, maximum, whole }: Pick<MeasureKind, 'minimum' | 'maximum' | 'whole'>) =>
  whole ? Type.Integer({ minimum, maximum }) : Type.Number({ minimum, maximum });

const simple = (kind: SimpleMeasureName): TObject =>
  Type.Object(
    { kind: Type.Literal(kind), value: number(SIMPLE_MEASURES[kind]), ...context },
    { additionalProperties: false },
  );

const pressure = Type.Object(
  {
    kind: Type.Literal('blood-pressure'),
    systolic: Type.Integer({ minimum: BLOOD_PRESSURE.systolic.minimum, maximum: BLOOD_PRESSURE.systolic.maximum }),
    diastolic: Type.Integer({ minimum: BLOOD_PRESSURE.diastolic.minimum, maximum: BLOOD_PRESSURE.diastolic.maximum }),
    ...context,
  },
  { additionalProperties: false },
);

/** D9. A measure in the unit that people type: kg, m, kg/m², cm, °C, mg/dL, mmHg, /10, bpm, cm, steps a day. */
export const Measure = Type.Unsafe<Reading & Context>(Type.Union([...keysOf(SIMPLE_MEASURES).map(simple), pressure]));
export type Measure = Static<typeof Measure>;

const author: Lens<Observation, Author> = {
  get: ({ performer, subject }) => authorFrom(performer?.[0], idIn('Patient', subject)),
  put: (resource, value) => {
    const reference = referenceTo(value, idIn('Patient', resource.subject) ?? '');
    return withElement(resource, 'performer', reference === undefined ? undefined : [reference]);
  },
};

const EFFECTIVES = ['effectivePeriod', 'effectiveTiming', 'effectiveInstant'] as const;

const when: Lens<Observation, DayOrInstant> = {
  get: (resource) => {
    if (EFFECTIVES.some((form) => form in resource)) return unreadable('date-form');
    const { effectiveDateTime: date } = resource;
    if (date === undefined) return unreadable('no-date');
    return isDayOrInstant(date) ? date : unreadable('date');
  },
  put: (resource, date) => withKey(withoutKeys(resource, EFFECTIVES), 'effectiveDateTime', date),
};

const FACTS: readonly string[] = ['preliminary', 'final', 'amended', 'corrected'];

export const measure = concept<Recorded<Measure>, Observation>({
  action: 'measure',
  schema: Measure,
  profiles: keysOf(SIMPLE_MEASURES).flatMap((kind) => SIMPLE_MEASURES[kind].profiles),
  blank: { resourceType: 'Observation', status: 'final', category: [VITAL_SIGNS], code: {} },
  refuse: ({ status }) => (FACTS.includes(status) ? undefined : unreadable('status')),
  lens: fields<Observation, Recorded<Measure>>({
    patient: patientUnder('subject'),
    author,
    entry: join(
      reading,
      fields<Observation, Context>({ when, comment: comment(), documents: linkedDocuments() }),
    ) as Lens<Observation, Measure>,
  }),
});

export const { toFhir: measureToFhir, fromFhir: measureFromFhir } = measure;
