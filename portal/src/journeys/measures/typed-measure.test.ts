import { describe, expect, it } from 'vitest';
import { today } from '../../texts/formats.ts';
import { fr } from '../../texts/fr.ts';
import { blankMeasure, checkMeasure, measureOf, typedFrom } from './typed-measure.ts';

const weight = { ...blankMeasure('weight'), date: '2026-01-05' };
const pressure = { ...blankMeasure('blood-pressure'), date: '2026-01-05' };

describe('a measure as it is typed (D9)', () => {
  it('takes a comma or a point', () => {
    expect(measureOf({ ...weight, value: '72,4' })).toEqual({ kind: 'weight', value: 72.4, when: '2026-01-05' });
    expect(measureOf({ ...weight, value: '72.4' })).toEqual({ kind: 'weight', value: 72.4, when: '2026-01-05' });
  });

  it('refuses what no body can have, and says the range', () => {
    expect(checkMeasure({ ...weight, value: '7200' }, fr, 'fr')).toEqual({
      value: fr.measures.range('0,2', '650', 'kg'),
    });
    expect(checkMeasure({ ...weight, value: 'beaucoup' }, fr, 'fr')).toEqual({ value: fr.measures.numberMissing });
    expect(checkMeasure({ ...blankMeasure('pain'), value: '3,5' }, fr, 'fr')).toEqual({ value: fr.measures.whole });
  });

  it('needs the larger pressure first', () => {
    const swapped = { ...pressure, systolic: '80', diastolic: '120' };
    expect(checkMeasure(swapped, fr, 'fr')).toEqual({ systolic: fr.measures.pressureOrder });
    expect(checkMeasure({ ...pressure, systolic: '120', diastolic: '80' }, fr, 'fr')).toEqual({});
  });

  it('is not of tomorrow', () => {
    expect(checkMeasure({ ...weight, value: '70', date: '2999-01-01' }, fr, 'fr')).toEqual({
      date: fr.form.dateFuture,
    });
    expect(checkMeasure({ ...weight, value: '70', date: today() }, fr, 'fr')).toEqual({});
  });

  it('keeps its instant through a change, in whatever time zone', () => {
    const kept = measureOf({ ...pressure, systolic: '128', diastolic: '82', time: '08:10' });
    expect(Date.parse(kept.when)).toBe(new Date('2026-01-05T08:10').getTime());
    expect(measureOf(typedFrom(kept, 'fr'))).toEqual(kept);
  });

  it('carries the documents that are linked to it', () => {
    const base = { kind: 'weight', value: 70, when: '2026-01-05', documents: ['d1'] } as const;
    expect(
      measureOf(typedFrom({ ...base, documents: ['d1'] }, 'fr'), { ...base, documents: ['d1'] }).documents,
    ).toEqual(['d1']);
  });
});
