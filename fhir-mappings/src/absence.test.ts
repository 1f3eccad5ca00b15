import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recorded } from '../testing/basic.ts';
import { absenceEntry } from '../testing/entries.ts';
import { foreignCondition } from '../testing/foreign-profile.ts';
import { absenceFromFhir, absenceToFhir, diseaseFromFhir, treatmentFromFhir, type AbsenceSection } from './index.ts';

const nothing = (section: AbsenceSection) =>
  absenceToFhir({ patient: 'p', author: { kind: 'patient' }, entry: { section } });

describe('nothing to declare', () => {
  test('is read again as it was said, and stays as it was', () => {
    const said = recorded(absenceEntry);
    fc.assert(
      fc.property(said, (absence) => {
        const written = absenceToFhir(absence);
        expect(absenceFromFhir(written)).toEqual(absence);
        expect(absenceToFhir(absence, written)).toEqual(written);
      }),
      { numRuns: 200 },
    );
  });

  test('is said in both codings, since guides differ', () => {
    const allergies = nothing('allergies');
    const coding = allergies.resourceType === 'AllergyIntolerance' ? allergies.code?.coding : [];
    expect(coding?.map(({ code }) => code)).toEqual(['716186003', 'no-known-allergies']);
  });

  test('is never shown as a disease or a treatment of that name', () => {
    const diseases = nothing('diseases');
    const treatments = nothing('treatments');
    if (diseases.resourceType !== 'Condition' || treatments.resourceType !== 'MedicationStatement') throw new Error();
    expect(diseaseFromFhir(diseases)).toEqual({ unreadable: 'nothing-to-declare' });
    expect(treatmentFromFhir(treatments)).toEqual({ unreadable: 'nothing-to-declare' });
  });

  test('a disease is not nothing', () => {
    fc.assert(
      fc.property(foreignCondition, (condition) => {
        expect(absenceFromFhir(condition)).toHaveProperty('unreadable');
      }),
      { numRuns: 200 },
    );
  });
});
