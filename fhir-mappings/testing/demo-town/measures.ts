import type { Measure } from '../../src/index.ts';

const DAY = 86_400_000;

/** The day so many days before another. */
export const daysBefore = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);

/** A slow drift from one value to another with the small ups and downs of real life; the same each time. */
const drift = (from: number, until: number, swing: number) => (step: number, steps: number) =>
  Math.round((from + ((until - from) * step) / Math.max(1, steps - 1) + swing * Math.sin(step * 2.4)) * 10) / 10;

type Values = (step: number, steps: number) => Pick<Measure, 'kind'> & Record<string, unknown>;

/** A series over the two years before `today`, one value every so many days, the oldest first. */
function series(today: string, every: number, values: Values): Measure[] {
  const steps = Math.floor(730 / every);
  return Array.from(
    { length: steps },
    (_, step) => ({ ...values(step, steps), when: daysBefore(today, (steps - 1 - step) * every) }) as Measure,
  );
}

const simple =
  (kind: Measure['kind'], values: (step: number, steps: number) => number): Values =>
  (...at) => ({ kind, value: kind === 'weight' ? values(...at) : Math.round(values(...at)) });

/** Camille watches her weight and counts her steps. */
export const measuresOfCamille = (today: string): Measure[] => [
  { kind: 'height', value: 1.68, when: daysBefore(today, 700) },
  ...series(today, 30, simple('weight', drift(66.5, 63.2, 0.4))),
  ...series(today, 60, simple('heart-rate', drift(76, 68, 2))),
  ...series(today, 60, simple('steps', drift(5200, 8600, 900))),
  { kind: 'temperature', value: 38.4, when: daysBefore(today, 41), comment: 'Le soir, avec un mal de gorge' },
];

/** Karim has his blood pressure and his sugar under watch. */
export function measuresOfKarim(today: string): Measure[] {
  const systolic = drift(152, 131, 3);
  const diastolic = drift(94, 80, 2);
  return [
    { kind: 'height', value: 1.74, when: daysBefore(today, 720) },
    ...series(today, 60, simple('weight', drift(91, 86.4, 0.5))),
    ...series(today, 60, simple('glucose', drift(158, 121, 6))),
    ...series(today, 45, (...at) => ({
      kind: 'blood-pressure',
      systolic: Math.round(systolic(...at)),
      diastolic: Math.round(diastolic(...at)),
    })),
    { kind: 'waist', value: 104, when: daysBefore(today, 360) },
    { kind: 'waist', value: 101, when: daysBefore(today, 20) },
  ];
}

/** Jeanne eats less than she did, and her knee hurts. */
export const measuresOfJeanne = (today: string): Measure[] => [
  ...series(today, 60, simple('weight', drift(58, 56.8, 0.3))),
  { kind: 'pain', value: 3, when: daysBefore(today, 12), comment: 'Genou droit, en descendant l’escalier' },
];
