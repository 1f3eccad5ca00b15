import type { Communication, Consent, DocumentReference } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { accessRuleToFhir, emergencyToFhir, messageToFhir, OWN, RPPS_SYSTEM } from '../src/index.ts';
import { dayOrInstant, fhirId, instant, lineOfText, partialDate, recorded, rpps } from './basic.ts';
import { accessRuleEntry, emergencyEntry, messageEntry } from './exchanges.ts';
import {
  coded,
  foreignConcept,
  foreignExtensions,
  foreignIdentifiers,
  foreignParts,
  foreignReference,
  merged,
  notes,
  patientReference,
} from './foreign-parts.ts';

const A05 = 'https://mos.esante.gouv.fr/NOS/TRE_A05-TypeDocComplementaire/FHIR/TRE-A05-TypeDocComplementaire';
const A03 = 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument';
const MISSPELT =
  'https://mos.esante.gouv.fr/NOS/TRE_A07-StatusVisibiliteDocument/FHIR/TRE-A07-StatusVisibiliteDocument';

const attachment = fc.record(
  {
    contentType: fc.constantFrom('application/pdf', 'text/xml', 'text/plain; charset=utf-8'),
    language: fc.constant('fr-FR'),
    url: fhirId.map((id) => `Binary/${id}`),
    size: fc.nat(1_000_000),
    hash: fc.constantFrom('2jmj7l5rSw0yVb/vlWAYkK/YBwk=', 'notASha1'),
    title: lineOfText(90),
    creation: dayOrInstant,
    extension: foreignExtensions,
  },
  { requiredKeys: ['contentType', 'url', 'title'] },
);

const format = fc.constantFrom('urn:ihe:iti:xds-sd:pdf:2008', 'urn:ihe:lab:xd-lab:2008').map((code) => ({
  system: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
  code,
}));

/** Authors held inside, as practice software has them: a professional, or a professional in a role. */
const authored = fc.oneof(
  fc.array(foreignReference, { minLength: 1, maxLength: 2 }).map((author) => ({ author })),
  fc.tuple(rpps, lineOfText(30)).map(([value, family]) => ({
    contained: [
      { resourceType: 'Practitioner', id: 'p', identifier: [{ system: RPPS_SYSTEM, value }], name: [{ family }] },
      { resourceType: 'PractitionerRole', id: 'r', practitioner: { reference: '#p' } },
    ],
    author: [{ reference: '#r' }],
  })),
);

export const foreignDocumentReference = merged<DocumentReference>(
  fc.record(
    {
      ...foreignParts,
      resourceType: fc.constant('DocumentReference'),
      status: fc.constantFrom('current', 'superseded', 'entered-in-error'),
      subject: patientReference,
      masterIdentifier: fc.constantFrom(
        { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.3.4' },
        { value: 'local-1' },
      ),
      identifier: foreignIdentifiers,
      type: fc.oneof(
        foreignConcept,
        coded('http://loinc.org', '11502-2', '11490-0', '34117-2'),
        coded(A05, 'SYNTH', 'DOCPAT02'),
      ),
      category: fc.array(fc.oneof(foreignConcept, coded(A03, '10', '31', '44')), { minLength: 1, maxLength: 1 }),
      date: instant,
      description: lineOfText(60),
      custodian: foreignReference,
      securityLabel: fc.array(fc.oneof(foreignConcept, coded(MISSPELT, 'MASQUE_PS', 'INVISIBLE_PATIENT')), {
        minLength: 1,
        maxLength: 2,
      }),
      content: fc
        .record({ attachment, format, extension: foreignExtensions }, { requiredKeys: ['attachment'] })
        .map((content) => [content]),
      context: fc.record(
        {
          period: fc.record({ start: dayOrInstant, end: dayOrInstant }),
          event: fc.array(foreignConcept, { minLength: 1, maxLength: 1 }),
        },
        { requiredKeys: ['period'] },
      ),
    },
    { requiredKeys: ['resourceType', 'status', 'subject', 'content', 'context'] },
  ),
  authored,
);

const consentExtras = fc.record(
  {
    ...foreignParts,
    performer: fc.array(foreignReference, { minLength: 1, maxLength: 2 }),
    verification: fc.constant([{ verified: true, verificationDate: '2024-05-01' }]),
  },
  { requiredKeys: [] },
);

/** Consents of these kinds are our own: others add to them. */
export const foreignRule: fc.Arbitrary<Consent> = fc
  .tuple(recorded(accessRuleEntry), consentExtras, fc.constantFrom('active', 'active', 'inactive'), fc.boolean())
  .map(([record, extras, status, narrower]) => {
    const consent = accessRuleToFhir(record);
    const provision = narrower
      ? { ...consent.provision, purpose: [{ code: 'TREAT' }] }
      : { ...consent.provision, id: 'rule' };
    return { ...consent, ...extras, status, provision } as Consent;
  });

export const foreignEmergency: fc.Arbitrary<Consent> = fc
  .tuple(recorded(emergencyEntry), consentExtras, fc.constantFrom('active', 'active', 'inactive'))
  .map(([record, extras, status]) => ({ ...emergencyToFhir(record), ...extras, status }) as Consent);

const communicationExtras = fc.record(
  {
    ...foreignParts,
    extension: fc
      .tuple(foreignExtensions, instant)
      .map(([others, at]) => [...others, { url: `${OWN}/StructureDefinition/read-at`, valueInstant: at }]),
    category: fc.array(foreignConcept, { minLength: 1, maxLength: 1 }),
    identifier: foreignIdentifiers,
    topic: foreignConcept,
    note: notes,
    priority: fc.constantFrom('routine', 'urgent'),
    medium: fc.array(foreignConcept, { minLength: 1, maxLength: 1 }),
    received: partialDate,
    statusReason: foreignConcept,
  },
  { requiredKeys: [] },
);

export const foreignCommunication: fc.Arbitrary<Communication> = fc
  .tuple(
    recorded(messageEntry),
    communicationExtras,
    fc.constantFrom('completed', 'in-progress', 'stopped', 'on-hold'),
    lineOfText(20),
  )
  .map(([record, extras, status, more]) => {
    const written = messageToFhir(record);
    const payload = [...(written.payload ?? []), { contentString: more, id: 'more' }];
    return { ...written, ...extras, status, payload } as Communication;
  });
