import type { Resource } from '@medplum/fhirtypes';
import {
  absenceToFhir,
  accessRuleToFhir,
  allergyToFhir,
  diseaseToFhir,
  documentToFhir,
  emergencyToFhir,
  measureToFhir,
  messageToFhir,
  organisationToFhir,
  patientToFhir,
  professionalToFhir,
  treatmentToFhir,
  vaccinationToFhir,
  type Author,
  type Measure,
} from '../src/index.ts';

const patient: { patient: string; author: Author } = { patient: 'example', author: { kind: 'patient' } };
const gp: Author = { kind: 'professional', rpps: '99700100011', name: 'Dr Claire FONTAINE' };
const hospital: Author = { kind: 'organization', finess: '990000138', name: 'Centre hospitalier de Valmont' };
const when = '2026-05-17T08:30:00+02:00';

const measures: Measure[] = [
  { kind: 'weight', value: 66.4, when },
  { kind: 'height', value: 1.68, when: '2026-05-17' },
  { kind: 'bmi', value: 23.5, when },
  { kind: 'waist', value: 82, when },
  { kind: 'temperature', value: 37.2, when },
  { kind: 'glucose', value: 98, when, comment: 'À jeun' },
  { kind: 'blood-pressure', systolic: 128, diastolic: 79, when },
  { kind: 'pain', value: 3, when },
  { kind: 'heart-rate', value: 68, when },
  { kind: 'head-circumference', value: 42.5, when },
  { kind: 'steps', value: 8200, when: '2026-05-16' },
];

const messages = {
  received: messageToFhir({
    patient: 'example',
    author: hospital,
    entry: {
      subject: 'Votre lettre de liaison',
      text: 'Bonjour,\nVous trouverez ci-joint votre lettre de liaison.',
      from: 'cardiologie@ch-valmont.mssante.example',
      to: [{ address: '284053306321270@patient.mssante.example', patient: true }],
      sentAt: when,
      receivedAt: '2026-05-17T08:30:04+02:00',
      messageId: '<20260517.1@ch-valmont.mssante.example>',
      conversation: 'c1',
      attachments: ['d1'],
      delivery: { state: 'delivered', at: '2026-05-17T08:30:04+02:00' },
    },
  }),
  failed: messageToFhir({
    ...patient,
    entry: {
      subject: 'Re: Votre lettre de liaison',
      text: 'Merci beaucoup.',
      from: '284053306321270@patient.mssante.example',
      to: [{ address: 'cardiologie@ch-valmont.mssante.example', name: 'Cardiologie' }],
      sentAt: when,
      messageId: '<20260517.2@patient.mssante.example>',
      conversation: 'c1',
      inReplyTo: 'm1',
      delivery: { state: 'failed', at: when, reason: 'La boîte du destinataire est pleine.' },
    },
  }),
};

const people = {
  'patient-ins': patientToFhir({
    ins: { matricule: '279035121518989', kind: 'test' },
    validated: true,
    birthName: 'PAT-TROIS',
    givenName: 'DOMINIQUE',
    givenNames: 'DOMINIQUE MARIE-LOUISE',
    usedName: 'DURAND',
    gender: 'female',
    birthDate: '1979-03-28',
    birthPlace: { code: '51215', name: 'Dommartin-Dampierre' },
    email: 'dominique.durand@courriel.example',
    phone: '06 39 98 12 34',
    mssAddress: '279035121518989@patient.mssante.example',
    active: true,
  }),
  'patient-provisional': patientToFhir({
    validated: false,
    birthName: 'MARTIN',
    givenName: 'PAUL',
    gender: 'unknown',
    birthDate: '1990-01',
  }),
  practitioner: professionalToFhir({
    rpps: '99700100011',
    idnps: '899700100011',
    familyName: 'FONTAINE',
    givenName: 'Claire',
    title: 'Dr',
    profession: '10',
    specialty: 'SM54',
    mssAddress: 'claire.fontaine@cabinet-des-halles.mssante.example',
  }),
  organization: organisationToFhir({
    finess: '990000138',
    name: 'Centre hospitalier de Valmont',
    mailDomains: ['ch-valmont.mssante.example'],
    sector: 'SA01',
  }),
};

const profile = {
  'disease-patient': diseaseToFhir({
    ...patient,
    entry: { name: 'Migraine', start: '2003', ongoing: true, comment: 'Surtout au printemps.', documents: ['d1'] },
  }),
  'disease-ended': diseaseToFhir({
    patient: 'example',
    author: gp,
    entry: { name: 'Fracture du poignet gauche', start: '2011-02', ongoing: false, end: '2011-05-20' },
  }),
  treatment: treatmentToFhir({
    ...patient,
    entry: { name: 'Ibuprofène 400 mg', ongoing: true, start: '2019', dosage: 'Un comprimé au début de la crise' },
  }),
  'treatment-undated': treatmentToFhir({ ...patient, entry: { name: 'Salbutamol', ongoing: true } }),
  'allergy-patient': allergyToFhir({
    ...patient,
    entry: { allergen: 'Pollens de graminées', comment: 'De mai à juillet.' },
  }),
  'allergy-resolved': allergyToFhir({ patient: 'example', author: gp, entry: { allergen: 'Œuf', resolved: true } }),
  'vaccination-patient': vaccinationToFhir({
    ...patient,
    entry: { targets: ['measles', 'zoster'], date: '1985-11', kind: 'unknown' },
  }),
  'vaccination-professional': vaccinationToFhir({
    patient: 'example',
    author: gp,
    entry: {
      vaccine: 'Vaxigrip',
      atc: 'J07BB',
      targets: ['influenza'],
      date: '2025-10-21',
      kind: 'booster',
      dose: 2,
      batch: 'GRP25-118',
      vaccinator: 'Dr Claire Fontaine',
      comment: 'Bras gauche',
      documents: ['d1'],
    },
  }),
};

const file = { binary: 'b1', size: 10_240, hash: '2jmj7l5rSw0yVb/vlWAYkK/YBwk=' };
const documents = {
  'document-patient': documentToFhir({
    ...patient,
    entry: {
      ...file,
      name: 'Carnet des crises',
      date: '2026-05-02',
      category: 'summary',
      hidden: true,
      contentType: 'text/plain',
      uniqueId: 'urn:oid:2.25.139710987532567',
      addedAt: when,
    },
  }),
  'document-professional': documentToFhir({
    patient: 'example',
    author: gp,
    entry: {
      ...file,
      name: 'Prise de sang de contrôle',
      date: '2026-05-12',
      category: 'biology',
      type: '11502-2',
      hidden: false,
      contentType: 'application/pdf',
      uniqueId: 'urn:oid:2.25.139710987532568',
      addedAt: when,
    },
  }),
  'document-hospital': documentToFhir({
    patient: 'example',
    author: hospital,
    entry: {
      ...file,
      name: 'Lettre de liaison',
      date: '2026-05-16',
      category: 'report',
      type: '11490-0',
      hidden: false,
      hiddenFromRepresentatives: true,
      contentType: 'text/xml',
      uniqueId: 'urn:oid:2.25.139710987532569',
      addedAt: when,
    },
  }),
};

const consents = {
  'consent-authorised': accessRuleToFhir({
    ...patient,
    entry: {
      rpps: '99700100011',
      name: 'Dr Claire FONTAINE',
      decision: 'authorised',
      since: when,
      until: '2027-05-17',
      administrator: true,
    },
  }),
  'consent-blocked': accessRuleToFhir({
    ...patient,
    entry: { rpps: '99700100029', name: 'Dr Philippe AUBERT', decision: 'blocked', since: when },
  }),
  'consent-emergency': emergencyToFhir({ ...patient, entry: { samu: true, others: true, hidden: false, since: when } }),
};

const absences = (['diseases', 'treatments', 'allergies', 'vaccinations'] as const).map((section) => [
  `absence-${section}`,
  absenceToFhir({ ...patient, entry: { section } }),
]);

/** The golden examples by the names of their files: one or more for each concept, written by our lenses from entries written out. */
export const goldenExamples: Readonly<Record<string, Resource>> = {
  ...people,
  ...profile,
  ...Object.fromEntries(absences),
  ...Object.fromEntries(measures.map((entry) => [`measure-${entry.kind}`, measureToFhir({ ...patient, entry })])),
  ...documents,
  ...consents,
  'message-received': messages.received,
  'message-failed': messages.failed,
};
