import type { Condition, DocumentReference, Immunization, Resource } from '@medplum/fhirtypes';
import { pdfOf } from './pdf.ts';

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const classOf = (code: string) => [
  { coding: [{ system: 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument', code }] },
];

const report = (patient: string, title: string, type: string, date: string, lines: string[]): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  type: loinc(type),
  category: classOf('10'),
  subject: { reference: `Patient/${patient}` },
  date: `${date}T10:30:00+01:00`,
  content: [
    {
      attachment: {
        contentType: 'application/pdf',
        title,
        creation: date,
        language: 'fr-FR',
        data: pdfOf(title, lines).toString('base64'),
      },
    },
  ],
});

const diagnosis = (patient: string, code: string, text: string, year: string): Condition => ({
  resourceType: 'Condition',
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  verificationStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
  },
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }] },
  ],
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code }], text },
  subject: { reference: `Patient/${patient}` },
  onsetDateTime: year,
});

const flu = (patient: string): Immunization => ({
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07BB02' }], text: 'Vaccin antigrippal' },
  patient: { reference: `Patient/${patient}` },
  occurrenceDateTime: '2026-10-14',
  lotNumber: 'F26-0417',
  primarySource: true,
});

/** What professionals deposited for the patient of that place in the register. */
export const deposits = (patient: string, index: number): Resource[] =>
  [
    [
      report(patient, 'Bilan sanguin octobre', '11502-2', '2026-10-20', [
        'Hémoglobine 13,4 g/dL',
        'CRP < 5 mg/L',
        'TSH 2,1 mUI/L',
      ]),
      diagnosis(patient, 'J45', 'Asthme', '1998'),
      flu(patient),
    ],
    [
      report(patient, 'Consultation de cardiologie', '11488-4', '2026-09-03', [
        'Tension contrôlée sous traitement',
        'Revoir dans un an',
      ]),
    ],
    [flu(patient)],
  ][index] ?? [];
