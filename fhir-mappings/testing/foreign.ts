import type {
  AllergyIntolerance,
  Annotation,
  CodeableConcept,
  Condition,
  Coding,
  Extension,
  Immunization,
  MedicationStatement,
  Observation,
  Reference,
} from '@medplum/fhirtypes';
import fc from 'fast-check';
import { keysOf, RPPS_SYSTEM, SIMPLE_MEASURES } from '../src/index.ts';
import { dayOrInstant, fhirId, instant, lineOfText, partialDate, rpps } from './basic.ts';

/** An object of some of these keys: those named are always there. */
const partly = <T extends object, K extends keyof T>(
  model: { [P in keyof T]-?: fc.Arbitrary<NonNullable<T[P]>> },
  ...requiredKeys: K[]
): fc.Arbitrary<T> => fc.record(model, { requiredKeys }) as unknown as fc.Arbitrary<T>;

const foreignExtension: fc.Arbitrary<Extension> = fc.oneof(
  fc.record({ url: fc.constant('https://other.example/fhir/StructureDefinition/note'), valueString: lineOfText(30) }),
  fc.record({ url: fc.constant('https://other.example/fhir/StructureDefinition/rank'), valueInteger: fc.nat(9) }),
);

export const foreignExtensions = fc.array(foreignExtension, { minLength: 1, maxLength: 3 });

const foreignCoding: fc.Arbitrary<Coding> = partly<
  Pick<Coding, 'system' | 'code' | 'display' | 'userSelected'>,
  'system' | 'code'
>(
  {
    system: fc.constantFrom(
      'http://snomed.info/sct',
      'https://smt.esante.gouv.fr/terminologie-cim-10',
      'https://smt.esante.gouv.fr/terminologie-bdpm',
      'https://other.example/codes',
    ),
    code: fc.stringMatching(/^[A-Z0-9]{2,8}$/),
    display: lineOfText(90),
    userSelected: fc.boolean(),
  },
  'system',
  'code',
);

/** A concept of other software: codes with or without labels, a text that may be longer than what people may type here. */
export const foreignConcept: fc.Arbitrary<CodeableConcept> = fc
  .record(
    { coding: fc.array(foreignCoding, { minLength: 1, maxLength: 3 }), text: lineOfText(90) },
    { requiredKeys: [] },
  )
  .filter((concept) => Object.keys(concept).length > 0);

export const foreignReference: fc.Arbitrary<Reference> = fc.oneof(
  fc.record({ reference: fhirId.map((id) => `Practitioner/${id}`) }),
  fc.record({ reference: fhirId.map((id) => `PractitionerRole/${id}`), display: lineOfText(40) }),
  fc.record({ identifier: fc.record({ system: fc.constant(RPPS_SYSTEM), value: rpps }), display: lineOfText(40) }),
  fc.record({ identifier: fc.record({ system: fc.constant(RPPS_SYSTEM), value: rpps }) }),
  fc.record({ display: lineOfText(40) }),
);

const foreignNote: fc.Arbitrary<Annotation> = partly<Pick<Annotation, 'text' | 'time' | 'authorString'>, 'text'>(
  { text: lineOfText(60), time: instant, authorString: lineOfText(20) },
  'text',
);

export const patientReference = fhirId.map((id): Reference => ({ reference: `Patient/${id}` }));

/** What any resource of other software may carry. */
export const foreignParts = {
  id: fhirId,
  meta: fc.record(
    {
      versionId: fc.stringMatching(/^[0-9]{1,3}$/),
      lastUpdated: instant,
      source: fc.constant('urn:oid:1.2.250.1.999.1'),
      tag: fc.array(foreignCoding, { minLength: 1, maxLength: 2 }),
      security: fc.array(foreignCoding, { minLength: 1, maxLength: 2 }),
      profile: fc.constant(['https://other.example/fhir/StructureDefinition/profile']),
    },
    { requiredKeys: [] },
  ),
  language: fc.constant('fr'),
  text: fc.constant({ status: 'generated' as const, div: '<div xmlns="http://www.w3.org/1999/xhtml">Résumé</div>' }),
  extension: foreignExtensions,
};

export const foreignIdentifiers = fc.array(
  fc.record({ system: fc.constant('https://other.example/ids'), value: fc.stringMatching(/^[0-9]{4,8}$/) }),
  { minLength: 1, maxLength: 2 },
);
const notes = fc.array(foreignNote, { minLength: 1, maxLength: 3 });
const unknown = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};
const foreignDate = fc.oneof(partialDate, dayOrInstant);

/** One form of a choice element, or none. */
const choice = (prefix: string, forms: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc.oneof(
    fc.constant({}),
    { weight: 4, arbitrary: foreignDate.map((date) => ({ [`${prefix}DateTime`]: date })) },
    fc.constant({ [`_${prefix}DateTime`]: unknown }),
    ...Object.entries(forms).map(([form, value]) => value.map((content) => ({ [prefix + form]: content }))),
  );

const merged = <T>(...parts: fc.Arbitrary<object>[]): fc.Arbitrary<T> =>
  fc.tuple(...parts).map((objects) => Object.assign({}, ...objects) as T);

const coded = (system: string, ...codes: string[]): fc.Arbitrary<CodeableConcept> =>
  fc.constantFrom(...codes).map((code) => ({ coding: [{ system, code }] }));

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

const quantity = (code: string): fc.Arbitrary<object> =>
  fc.record(
    {
      value: fc.integer({ min: 1, max: 40_000 }).map((value) => value / 100),
      unit: lineOfText(10),
      system: fc.constant('http://unitsofmeasure.org'),
      code: fc.constant(code),
      extension: foreignExtensions,
      comparator: fc.constantFrom('<' as const, '>' as const),
    },
    { requiredKeys: ['value', 'system', 'code'] },
  );

const UNITS = ['kg', 'g', 'cm', 'm', 'Cel', '[degF]', 'mg/dL', 'g/L', 'mmol/L', '1', '/min', '1/(24.h)', 'kg/m2'];

const foreignSimpleValue = fc
  .tuple(
    fc.constantFrom(...keysOf(SIMPLE_MEASURES)),
    fc.constantFrom(...UNITS),
    fc.boolean(),
    fc.array(foreignCoding, { maxLength: 2 }),
  )
  .chain(([kind, other, usual, others]) => {
    const { loinc, older, unit } = SIMPLE_MEASURES[kind];
    const [code] = [...older, ...loinc];
    return quantity(usual ? unit.ucum : other).map((valueQuantity) => ({
      code: { coding: [...others, { system: 'http://loinc.org', code }], text: 'Mesure' },
      valueQuantity,
    }));
  });

const foreignPressure = fc.tuple(quantity('mm[Hg]'), quantity('mm[Hg]'), quantity('mm[Hg]')).map((values) => ({
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Blood pressure panel' }] },
  component: values.map((valueQuantity, index) => ({
    code: { coding: [{ system: 'http://loinc.org', code: ['8478-0', '8480-6', '8462-4'][index] }] },
    valueQuantity,
  })),
}));

export const foreignObservation: fc.Arbitrary<Observation> = merged<Observation>(
  fc.record(
    {
      ...foreignParts,
      resourceType: fc.constant('Observation'),
      status: fc.constantFrom('final', 'amended', 'corrected', 'preliminary', 'cancelled'),
      category: fc.array(foreignConcept, { minLength: 1, maxLength: 2 }),
      subject: patientReference,
      performer: fc.array(foreignReference, { minLength: 1, maxLength: 2 }),
      method: foreignConcept,
      bodySite: foreignConcept,
      device: fc.record({ display: lineOfText(20) }),
      interpretation: fc.array(foreignConcept, { minLength: 1, maxLength: 1 }),
      identifier: foreignIdentifiers,
      note: notes,
    },
    { requiredKeys: ['resourceType', 'status', 'subject'] },
  ),
  fc.oneof({ weight: 5, arbitrary: dayOrInstant.map((effectiveDateTime) => ({ effectiveDateTime })) }, fc.constant({})),
  fc.oneof({ weight: 3, arbitrary: foreignSimpleValue }, foreignPressure),
);
