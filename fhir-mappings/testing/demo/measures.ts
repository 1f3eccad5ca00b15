import type { Measure } from '../../src/index.ts';

const DAY = 86_400_000;

/** The day so many days before another. */
export const daysBefore = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);

const to = (digits: number, value: number): number => Number(value.toFixed(digits));

/** A slow drift from one value to another with the small ups and downs of real life; the same each time. */
const drift = (from: number, until: number, swing: number) => (step: number, steps: number) =>
  from + ((until - from) * step) / Math.max(1, steps - 1) + swing * Math.sin(step * 2.4);

type Values = (step: number, steps: number) => Pick<Measure, 'kind'> & Record<string, unknown>;

/** A series over the two years before `today`, one value every so many days, the oldest first. */
function series(today: string, every: number, values: Values): Measure[] {
  const steps = Math.floor(730 / every);
  return Array.from(
    { length: steps },
    (_, step) => ({ ...values(step, steps), when: daysBefore(today, (steps - 1 - step) * every) }) as Measure,
  );
}

/** Camille watches her weight and counts her steps. */
export function measuresOfCamille(today: string): Measure[] {
  const weight = drift(71.5, 66, 0.6);
  const steps = drift(5200, 8600, 900);
  return [
    { kind: 'height', value: 1.68, when: daysBefore(today, 700) },
    ...series(today, 21, (...at) => ({ kind: 'weight', value: to(1, weight(...at)) })),
    ...series(today, 30, (...at) => ({ kind: 'steps', value: Math.round(steps(...at)) })),
    { kind: 'temperature', value: 38.4, when: daysBefore(today, 41), comment: 'Le soir, avec un mal de gorge' },
  ];
}

/** Bernard has his blood pressure and his sugar under watch. */
export function measuresOfBernard(today: string): Measure[] {
  const systolic = drift(158, 134, 5);
  const diastolic = drift(94, 80, 3);
  const glucose = drift(148, 121, 9);
  const rate = drift(78, 70, 4);
  return [
    { kind: 'height', value: 1.74, when: daysBefore(today, 720) },
    ...series(today, 14, (...at) => ({
      kind: 'blood-pressure',
      systolic: Math.round(systolic(...at)),
      diastolic: Math.round(diastolic(...at)),
    })),
    ...series(today, 30, (...at) => ({ kind: 'glucose', value: Math.round(glucose(...at)) })),
    ...series(today, 45, (...at) => ({ kind: 'heart-rate', value: Math.round(rate(...at)) })),
    { kind: 'waist', value: 104, when: daysBefore(today, 360) },
    { kind: 'waist', value: 101, when: daysBefore(today, 20) },
    { kind: 'pain', value: 3, when: daysBefore(today, 12), comment: 'Genou droit, en descendant l’escalier' },
  ];
}

/** Salma's weight, before and after a birth that went well. */
export function measuresOfSalma(today: string): Measure[] {
  const weight = drift(62, 61, 2.5);
  return [
    { kind: 'height', value: 1.63, when: daysBefore(today, 600) },
    ...series(today, 60, (...at) => ({ kind: 'weight', value: to(1, weight(...at)) })),
  ];
}
