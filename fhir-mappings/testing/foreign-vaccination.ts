import type { CodeableConcept, Immunization } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { lineOfText, partialDate } from './basic.ts';
import {
  coded,
  foreignConcept,
  foreignDate,
  foreignIdentifiers,
  foreignParts,
  foreignReference,
  merged,
  notes,
  patientReference,
} from './foreign-parts.ts';

const foreignVaccine: fc.Arbitrary<CodeableConcept> = fc
  .tuple(foreignConcept, fc.constantFrom('J07BB', 'J07BN', 'J07', 'J07XX99'), fc.boolean())
  .map(([concept, code, withAtc]) =>
    withAtc
      ? {
          ...concept,
          coding: [...(concept.coding ?? []), { system: 'http://www.whocc.no/atc', code, display: 'Vaccine' }],
        }
      : concept,
  );

const foreignProtocol = fc
  .record(
    {
      series: fc.constantFrom('INITIMMUNIZ', 'BOOSTER', 'IMMUNIZ', 'Schéma 2+1'),
      targetDisease: fc.array(
        fc.oneof(foreignConcept, coded('http://snomed.info/sct', '76902006', '397430003', '14189004')),
        { minLength: 1, maxLength: 3 },
      ),
      seriesDosesPositiveInt: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: [] },
  )
  .chain((protocol) =>
    fc
      .oneof(
        fc.record({ doseNumberPositiveInt: fc.integer({ min: 1, max: 4 }) }),
        fc.record({ doseNumberString: lineOfText(10) }),
      )
      .map((dose) => ({ ...protocol, ...dose })),
  );

export const foreignImmunization: fc.Arbitrary<Immunization> = merged<Immunization>(
  fc.record(
    {
      ...foreignParts,
      resourceType: fc.constant('Immunization'),
      status: fc.constantFrom('completed', 'completed', 'completed', 'not-done'),
      vaccineCode: foreignVaccine,
      patient: patientReference,
      primarySource: fc.boolean(),
      lotNumber: lineOfText(120),
      expirationDate: partialDate,
      site: foreignConcept,
      route: foreignConcept,
      identifier: foreignIdentifiers,
      performer: fc.array(
        fc.record(
          { function: coded('http://terminology.hl7.org/CodeSystem/v2-0443', 'AP', 'OP'), actor: foreignReference },
          { requiredKeys: ['actor'] },
        ),
        { minLength: 1, maxLength: 2 },
      ),
      note: notes,
      protocolApplied: fc.array(foreignProtocol, { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['resourceType', 'status', 'vaccineCode', 'patient'] },
  ),
  fc.oneof(
    { weight: 5, arbitrary: foreignDate.map((occurrenceDateTime) => ({ occurrenceDateTime })) },
    lineOfText(20).map((occurrenceString) => ({ occurrenceString })),
  ),
);
