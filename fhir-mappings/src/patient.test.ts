import type { Patient } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { identityStatus, patientFromFhir, patientToFhir, type PatientIdentity } from './index.ts';

const identity: PatientIdentity = {
  ins: { matricule: '279035121518989', kind: 'test' },
  validated: true,
  birthName: 'PAT-TROIS',
  givenName: 'DOMINIQUE',
  givenNames: 'DOMINIQUE MARIE-LOUISE',
  gender: 'female',
  birthDate: '1979-03-28',
  birthPlace: { code: '51215' },
};
const written = patientToFhir(identity);
const changed = (change: Partial<Patient>) => patientFromFhir({ ...written, ...change });
const official = (system: string, value: string) => ({ use: 'official' as const, system, value });

describe('a patient’s identity', () => {
  test('claims the INS profile only with all that it wants', () => {
    const less: PatientIdentity = { ...identity };
    delete less.birthPlace;
    expect(written.meta?.profile?.[0]).toMatch(/fr-core-patient-ins$/);
    expect(patientToFhir(less).meta?.profile?.[0]).toMatch(/fr-core-patient$/);
    expect(patientToFhir(less, written).meta?.profile).toEqual([expect.stringMatching(/fr-core-patient$/)]);
  });

  test('is qualified only when validated and with an INS', () => {
    expect(identityStatus(identity)).toBe('qualified');
    expect(identityStatus({ ...identity, validated: false })).toBe('retrieved');
    expect(identityStatus({ validated: true })).toBe('validated');
    expect(identityStatus({ validated: false })).toBe('provisional');
  });

  test('is not read when two identifiers are official, when the key is wrong, or when the sex is another', () => {
    const ins = official('urn:oid:1.2.250.1.213.1.4.8', '279035121518989');
    const other = official('urn:oid:1.2.250.1.213.1.4.13', '279035121518989');
    expect(changed({ identifier: [ins, other] })).toEqual({ unreadable: 'several-official' });
    expect(changed({ identifier: [{ ...ins, value: '279035121518988' }] })).toEqual({ unreadable: 'ins-key' });
    expect(changed({ gender: 'other' })).toEqual({ unreadable: 'gender' });
  });

  test('keeps an INS that changed as an old one', () => {
    const nir = patientToFhir({ ...identity, ins: { matricule: '162018885045327', kind: 'nir' } });
    const next = patientToFhir({ ...identity, ins: { matricule: '279035121518989', kind: 'nir' } }, nir);
    expect(next.identifier?.map(({ use, value }) => [use, value])).toEqual([
      ['official', '279035121518989'],
      ['old', '162018885045327'],
    ]);
  });
});
