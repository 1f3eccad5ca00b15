import type { AllergyIntolerance, Condition, MedicationStatement } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { instant, lineOfText } from './basic.ts';
import {
  choice,
  coded,
  foreignConcept,
  foreignDate,
  foreignExtensions,
  foreignIdentifiers,
  foreignParts,
  foreignReference,
  merged,
  notes,
  patientReference,
  unknown,
} from './foreign-parts.ts';

export const foreignCondition: fc.Arbitrary<Condition> = merged<Condition>(
  fc.record(
    {
      ...foreignParts,
      resourceType: fc.constant('Condition'),
      subject: patientReference,
      code: foreignConcept,
      clinicalStatus: coded(
        'http://terminology.hl7.org/CodeSystem/condition-clinical',
        'inactive',
        'remission',
        'resolved',
      ),
      verificationStatus: coded(
        'http://terminology.hl7.org/CodeSystem/condition-ver-status',
        'confirmed',
        'unconfirmed',
        'provisional',
        'refuted',
      ),
      severity: foreignConcept,
      bodySite: fc.array(foreignConcept, { minLength: 1, maxLength: 2 }),
      identifier: foreignIdentifiers,
      recorder: foreignReference,
      asserter: foreignReference,
      recordedDate: instant,
      note: notes,
    },
    { requiredKeys: ['resourceType', 'subject', 'code', 'clinicalStatus'] },
  ),
  choice('onset', {
    Age: fc.constant({ value: 30, system: 'http://unitsofmeasure.org', code: 'a' }),
    String: lineOfText(20),
  }),
  choice('abatement', {}),
);

export const foreignMedicationStatement: fc.Arbitrary<MedicationStatement> = merged<MedicationStatement>(
  fc.record(
    {
      ...foreignParts,
      resourceType: fc.constant('MedicationStatement'),
      status: fc.constantFrom('active', 'completed', 'stopped', 'unknown', 'intended', 'on-hold'),
      medicationCodeableConcept: foreignConcept,
      subject: patientReference,
      informationSource: foreignReference,
      identifier: foreignIdentifiers,
      category: foreignConcept,
      note: notes,
      dosage: fc.array(
        fc.record(
          { text: lineOfText(50), asNeededBoolean: fc.boolean(), route: foreignConcept },
          { requiredKeys: ['asNeededBoolean'] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
      reasonCode: fc.array(foreignConcept, { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: ['resourceType', 'status', 'medicationCodeableConcept', 'subject'] },
  ),
  fc.oneof(
    choice('effective', {}),
    fc
      .record({ start: foreignDate, end: foreignDate, extension: foreignExtensions }, { requiredKeys: [] })
      .filter((period) => Object.keys(period).length > 0)
      .map((effectivePeriod) => ({ effectivePeriod })),
    fc.constant({ effectivePeriod: unknown }),
  ),
);

export const foreignAllergyIntolerance: fc.Arbitrary<AllergyIntolerance> = merged<AllergyIntolerance>(
  fc.record(
    {
      ...foreignParts,
      resourceType: fc.constant('AllergyIntolerance'),
      code: foreignConcept,
      patient: patientReference,
      clinicalStatus: coded(
        'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
        'active',
        'inactive',
        'resolved',
      ),
      verificationStatus: coded(
        'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
        'confirmed',
        'unconfirmed',
        'refuted',
      ),
      type: fc.constantFrom('allergy', 'intolerance'),
      category: fc.constant(['food']),
      criticality: fc.constantFrom('low', 'high'),
      recorder: foreignReference,
      note: notes,
      reaction: fc.array(
        fc.record({ manifestation: fc.array(foreignConcept, { minLength: 1, maxLength: 2 }), onset: foreignDate }),
        { minLength: 1, maxLength: 2 },
      ),
    },
    { requiredKeys: ['resourceType', 'code', 'patient', 'clinicalStatus'] },
  ),
  choice('onset', {}),
);
