import type { Immunization } from '@medplum/fhirtypes';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { TARGET_DISEASES, Vaccination, vaccinationFromFhir, vaccinationToFhir, VACCINES } from './index.ts';

const entry: Vaccination = { targets: ['measles', 'zoster'], date: '1985-11', kind: 'booster' };
const written = vaccinationToFhir({ patient: 'p', author: { kind: 'patient' }, entry });

describe('a vaccination (D6)', () => {
  test('a rank that nobody knows is said to be unknown, since R4 wants one', () => {
    expect(written.protocolApplied).toMatchObject([{ series: 'BOOSTER', doseNumberString: 'unknown' }]);
  });

  test('what a patient remembers is no primary source', () => {
    expect(written.primarySource).toBe(false);
    expect(written.reportOrigin?.coding?.[0]?.code).toBe('recall');
  });

  test('when only the diseases are known, the vaccine is a vaccine and nothing more', () => {
    expect(written.vaccineCode.coding).toMatchObject([{ code: 'J07' }]);
  });

  test('neither vaccine nor disease: there is nothing to add', () => {
    expect(Value.Check(Vaccination, { date: '1985', kind: 'first' })).toBe(false);
  });

  test('the limits of the form hold: batch 100, vaccinator 50, comment 1000', () => {
    for (const [field, limit] of [
      ['batch', 100],
      ['vaccinator', 50],
      ['comment', 1000],
    ] as const) {
      expect(Value.Check(Vaccination, { ...entry, [field]: 'é'.repeat(limit) })).toBe(true);
      expect(Value.Check(Vaccination, { ...entry, [field]: 'é'.repeat(limit + 1) })).toBe(false);
    }
  });

  test('a vaccine that was not given is not shown as given', () => {
    const refused: Immunization = { ...written, status: 'not-done' };
    expect(vaccinationFromFhir(refused)).toEqual({ unreadable: 'status' });
  });

  test('a combined vaccine of other software shows all its diseases', () => {
    const combined: Immunization = {
      resourceType: 'Immunization',
      status: 'completed',
      patient: { reference: 'Patient/p' },
      vaccineCode: {
        coding: [{ system: 'https://smt.esante.gouv.fr/terminologie-bdpm', code: '61077869', display: 'REVAXIS' }],
      },
      occurrenceDateTime: '2020-03-04T10:00:00+01:00',
      protocolApplied: ['397430003', '76902006'].map((code) => ({
        targetDisease: [{ coding: [{ system: 'http://snomed.info/sct', code }] }],
        doseNumberPositiveInt: 3,
      })),
    };
    expect(vaccinationFromFhir(combined)).toMatchObject({
      author: { kind: 'other' },
      entry: { vaccine: 'REVAXIS', targets: ['diphtheria', 'tetanus'], date: '2020-03-04', kind: 'unknown', dose: 3 },
    });
  });

  test('each vaccine of the list protects from diseases of the list', () => {
    for (const { targets } of Object.values(VACCINES))
      for (const target of targets) expect(Object.keys(TARGET_DISEASES)).toContain(target);
  });
});
