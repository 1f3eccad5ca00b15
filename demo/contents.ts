import type { Condition, DocumentReference, Immunization, Resource } from '@medplum/fhirtypes';
import type { Allergy, Disease, Measure, Treatment, Vaccination } from '@passerelle/fhir-mappings';
import type { Letter } from './actors/hospital.ts';
import { pdfOf } from './pdf.ts';

/** A document as the portal takes it: E2's details and the file. */
interface Deposited {
  name: string;
  date: string;
  category: string;
  hidden: boolean;
  file: { name: string; type: string; bytes: Buffer };
}

/** What one patient wrote in their profile. */
export interface SelfWritten {
  diseases: Disease[];
  treatments: Treatment[];
  allergies: Allergy[];
  vaccinations: Vaccination[];
  measures: Measure[];
  documents: Deposited[];
}

export const childhood: SelfWritten = {
  diseases: [],
  treatments: [],
  allergies: [],
  vaccinations: [],
  measures: [],
  documents: [],
};

/** A series over two years: a value every second month that drifts from `from` to `to`. */
function series(kind: 'weight' | 'heart-rate' | 'glucose', from: number, to: number): Measure[] {
  return Array.from({ length: 12 }, (_, index) => {
    const when = new Date(Date.UTC(2024, 10 + index * 2, 3 + (index % 5))).toISOString().slice(0, 10);
    const value = from + ((to - from) * index) / 11 + ([0.4, -0.3, 0.1, -0.2][index % 4] ?? 0);
    return { kind, value: kind === 'weight' ? Math.round(value * 10) / 10 : Math.round(value), when } as Measure;
  });
}

const pressures: Measure[] = (
  [
    [148, 92],
    [144, 90],
    [141, 88],
    [138, 86],
    [135, 84],
    [131, 82],
  ] as const
).map(([systolic, diastolic], index) => ({
  kind: 'blood-pressure',
  systolic,
  diastolic,
  when: new Date(Date.UTC(2025, 9 + index * 2, 12)).toISOString().slice(0, 10),
}));

const paper = (name: string, date: string, category: string, lines: string[], hidden = false): Deposited => ({
  ...{ name, date, category, hidden },
  file: { name: `${name}.pdf`, type: 'application/pdf', bytes: pdfOf(name, lines) },
});

/** The first three adults, in the order of the register. */
export const selfWritten: SelfWritten[] = [
  {
    diseases: [
      { name: 'Asthme', start: '1998', ongoing: true, comment: 'Surtout au printemps.' },
      { name: 'Fracture du poignet gauche', start: '2016-08', ongoing: false, end: '2016-11' },
    ],
    treatments: [
      { name: 'Budésonide/formotérol', ongoing: true, start: '2019-03', dosage: '1 inhalation matin et soir' },
    ],
    allergies: [{ allergen: 'Pénicilline', comment: 'Urticaire en 2004.' }, { allergen: 'Pollen de bouleau' }],
    vaccinations: [
      { atc: 'J07AM', date: '2019-05-14', kind: 'booster', vaccinator: 'Dr Faure' },
      { vaccine: 'Grippe saisonnière', date: '2025-10-21', kind: 'booster', batch: 'F25-1182' },
    ],
    measures: [
      { kind: 'height', value: 1.68, when: '2024-11-02' },
      ...series('weight', 66.5, 63.2),
      ...series('heart-rate', 76, 68),
    ] as Measure[],
    documents: [
      paper('Ordonnance lunettes', '2026-02-11', 'prescription', [
        'Verres progressifs',
        'OD -1,25  OG -1,50  Add 1,00',
      ]),
      paper(
        'Compte rendu kiné',
        '2026-05-06',
        'report',
        ['Dix séances réalisées', 'Bonne récupération de la mobilité'],
        true,
      ),
    ],
  },
  {
    diseases: [
      { name: 'Hypertension artérielle', start: '2021', ongoing: true },
      { name: 'Diabète de type 2', start: '2023-04', ongoing: true },
    ],
    treatments: [
      { name: 'Ramipril 5 mg', ongoing: true, dosage: '1 comprimé le matin' },
      { name: 'Metformine 850 mg', ongoing: true, dosage: '1 comprimé matin et soir' },
    ],
    allergies: [{ allergen: 'Arachide' }],
    vaccinations: [{ atc: 'J07AM', date: '2010', kind: 'unknown' }],
    measures: [...series('weight', 91, 86.4), ...series('glucose', 158, 121), ...pressures],
    documents: [
      paper('Electrocardiogramme', '2026-03-19', 'report', ['Rythme sinusal', 'Pas de trouble de la repolarisation']),
    ],
  },
  {
    diseases: [{ name: 'Arthrose du genou', start: '2012', ongoing: true }],
    treatments: [{ name: 'Paracétamol 1 g', ongoing: true, dosage: 'si douleur, 3 par jour au plus' }],
    allergies: [],
    vaccinations: [{ vaccine: 'Pneumocoque', date: '2022-01', kind: 'first' }],
    measures: series('weight', 58, 56.8),
    documents: [],
  },
];

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

/** Letters of the two hospitals; `to` is the place in the register. */
export const letters: (Omit<Letter, 'to'> & { to: number })[] = [
  {
    ...{ to: 0, from: 'Secrétariat de pneumologie <pneumologie@chu-valombre.example>' },
    subject: 'Lettre de liaison à la sortie',
    text: 'Bonjour,\n\nVous trouverez ci-joint la lettre de liaison de votre séjour.\n\nLe secrétariat de pneumologie',
    attachments: [
      {
        filename: 'Lettre de liaison.pdf',
        content: pdfOf('Lettre de liaison', ['Sortie le 12 novembre 2026', 'Contrôle dans six semaines']),
        contentType: 'application/pdf',
      },
    ],
  },
  {
    ...{ to: 1, from: 'Rendez-vous <rendez-vous@clinique-tilleuls.example>' },
    subject: 'Préparation de votre examen',
    text: 'Bonjour,\n\nMerci de venir à jeun le 2 décembre.\n\nClinique des Tilleuls',
  },
];
