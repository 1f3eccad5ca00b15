import type { Organization, Patient, Practitioner } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { RPPS_SYSTEM, FINESS_SYSTEM } from '../src/index.ts';
import { finess, lineOfText, partialDate, rpps } from './basic.ts';
import { birthPlaceCode, ins, mailAddress, phoneNumber } from './people.ts';
import { foreignConcept, foreignExtensions, foreignIdentifiers, foreignParts } from './foreign-parts.ts';

const FR = 'https://hl7.fr/ig/fhir/core/StructureDefinition';

const humanName = (use: string) =>
  fc.record(
    {
      use: fc.constant(use),
      family: lineOfText(30),
      given: fc.array(lineOfText(20), { minLength: 1, maxLength: 2 }),
      text: lineOfText(50),
      prefix: fc.constantFrom(['M'], ['MME', 'Madame']),
      extension: foreignExtensions,
      period: fc.constant({ start: '2010' }),
    },
    { requiredKeys: ['use', 'family', 'given'] },
  );

const telecom = fc.array(
  fc.oneof(
    fc.record({ system: fc.constant('phone'), value: phoneNumber, rank: fc.constant(1) }),
    fc.record({ system: fc.constant('email'), value: mailAddress, use: fc.constant('work') }),
    fc.record({ system: fc.constant('fax'), value: phoneNumber }),
    fc.record({ system: fc.constant('phone'), value: lineOfText(20) }),
  ),
  { minLength: 1, maxLength: 4 },
);

const matricule = fc.tuple(ins, fc.constantFrom('official', 'old')).map(([{ matricule: value, kind }, use]) => ({
  use,
  system: {
    nir: 'urn:oid:1.2.250.1.213.1.4.8',
    nia: 'urn:oid:1.2.250.1.213.1.4.9',
    test: 'urn:oid:1.2.250.1.213.1.4.10',
    demo: 'urn:oid:1.2.250.1.213.1.4.11',
  }[kind],
  value,
  assigner: { display: 'INSEE' },
}));

const patientExtensions = fc
  .tuple(birthPlaceCode, lineOfText(20), fc.constantFrom('VALI', 'PROV', 'DOUB'), foreignExtensions)
  .map(([code, city, status, others]) => [
    ...others,
    {
      url: 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace',
      valueAddress: {
        city,
        country: 'FRA',
        extension: [...others, { url: `${FR}/fr-core-address-insee-code`, valueCoding: { code, version: '2024' } }],
      },
    },
    {
      url: `${FR}/fr-core-identity-reliability`,
      extension: [
        {
          url: 'identityStatus',
          valueCoding: { system: 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0445', code: status },
        },
        { url: 'validationDate', valueDate: '2023-05-01' },
      ],
    },
  ]);

export const foreignPatient = fc.record(
  {
    ...foreignParts,
    extension: fc.oneof(patientExtensions, foreignExtensions),
    resourceType: fc.constant('Patient'),
    identifier: fc
      .tuple(fc.array(matricule, { maxLength: 2 }), foreignIdentifiers)
      .map(([numbers, others]) => [...others, ...numbers]),
    name: fc
      .tuple(humanName('official'), fc.array(humanName('usual'), { maxLength: 2 }))
      .map(([one, more]) => [...more, one]),
    gender: fc.constantFrom('male', 'female', 'unknown', 'other'),
    birthDate: partialDate,
    telecom,
    active: fc.boolean(),
    deceasedBoolean: fc.boolean(),
    maritalStatus: foreignConcept,
    address: fc.array(fc.record({ city: lineOfText(20) }), { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['resourceType', 'name', 'gender', 'birthDate'] },
) as unknown as fc.Arbitrary<Patient>;

const qualification = fc.array(
  fc.oneof(
    fc.record({ code: foreignConcept }),
    fc.constant({
      code: {
        coding: [
          { system: 'https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante', code: '60' },
          {
            system:
              'https://mos.esante.gouv.fr/NOS/TRE_R09-CategorieProfessionnelle/FHIR/TRE-R09-CategorieProfessionnelle',
            code: 'C',
          },
        ],
      },
      period: { start: '2001-01-01' },
    }),
  ),
  { minLength: 1, maxLength: 2 },
);

export const foreignPractitioner = fc.record(
  {
    ...foreignParts,
    resourceType: fc.constant('Practitioner'),
    identifier: fc
      .tuple(rpps, foreignIdentifiers)
      .map(([value, others]) => [
        ...others,
        { system: RPPS_SYSTEM, value, use: 'official', period: { start: '2012' } },
      ]),
    name: fc.array(fc.oneof(humanName('official'), humanName('usual')), { minLength: 1, maxLength: 2 }),
    telecom,
    qualification,
    birthDate: partialDate,
    active: fc.boolean(),
  },
  { requiredKeys: ['resourceType', 'identifier', 'name'] },
) as unknown as fc.Arbitrary<Practitioner>;

export const foreignOrganization = fc.record(
  {
    ...foreignParts,
    resourceType: fc.constant('Organization'),
    identifier: fc
      .tuple(finess, foreignIdentifiers)
      .map(([value, others]) => [...others, { system: FINESS_SYSTEM, value, use: 'official' }]),
    name: lineOfText(60),
    alias: fc.array(lineOfText(20), { minLength: 1, maxLength: 2 }),
    type: fc.array(foreignConcept, { minLength: 1, maxLength: 2 }),
    telecom,
  },
  { requiredKeys: ['resourceType', 'identifier', 'name'] },
) as unknown as fc.Arbitrary<Organization>;
