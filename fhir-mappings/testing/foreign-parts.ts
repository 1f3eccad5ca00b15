import type { Annotation, CodeableConcept, Coding, Extension, Reference } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { RPPS_SYSTEM } from '../src/index.ts';
import { dayOrInstant, fhirId, instant, lineOfText, partialDate, rpps } from './basic.ts';

/** An object of some of these keys: those named are always there. */
export const partly = <T extends object, K extends keyof T>(
  model: { [P in keyof T]-?: fc.Arbitrary<NonNullable<T[P]>> },
  ...requiredKeys: K[]
): fc.Arbitrary<T> => fc.record(model, { requiredKeys }) as unknown as fc.Arbitrary<T>;

const foreignExtension: fc.Arbitrary<Extension> = fc.oneof(
  fc.record({ url: fc.constant('https://other.example/fhir/StructureDefinition/note'), valueString: lineOfText(30) }),
  fc.record({ url: fc.constant('https://other.example/fhir/StructureDefinition/rank'), valueInteger: fc.nat(9) }),
);

export const foreignExtensions = fc.array(foreignExtension, { minLength: 1, maxLength: 3 });

export const foreignCoding: fc.Arbitrary<Coding> = partly<
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
export const notes = fc.array(foreignNote, { minLength: 1, maxLength: 3 });
export const unknown = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};
export const foreignDate = fc.oneof(partialDate, dayOrInstant);

/** One form of a choice element, or none. */
export const choice = (prefix: string, forms: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc.oneof(
    fc.constant({}),
    { weight: 4, arbitrary: foreignDate.map((date) => ({ [`${prefix}DateTime`]: date })) },
    fc.constant({ [`_${prefix}DateTime`]: unknown }),
    ...Object.entries(forms).map(([form, value]) => value.map((content) => ({ [prefix + form]: content }))),
  );

export const merged = <T>(...parts: fc.Arbitrary<object>[]): fc.Arbitrary<T> =>
  fc.tuple(...parts).map((objects) => Object.assign({}, ...objects) as T);

export const coded = (system: string, ...codes: string[]): fc.Arbitrary<CodeableConcept> =>
  fc.constantFrom(...codes).map((code) => ({ coding: [{ system, code }] }));
