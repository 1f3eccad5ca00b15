import { daysBefore, measuresOfCamille, measuresOfJeanne, measuresOfKarim } from './measures.ts';
import { professionals } from './professionals.ts';
import type { DemoRecord } from './record.ts';

const [, , , pharmacist, midwife] = professionals;

const recordOfCamille = (today: string): DemoRecord => ({
  diseases: [
    { name: 'Asthme', start: '1998', ongoing: true, comment: 'Surtout au printemps.' },
    { name: 'Migraine', start: '2003', ongoing: true, comment: 'Deux à trois crises par mois.' },
    { name: 'Fracture du poignet gauche', start: '2016-08', ongoing: false, end: '2016-11' },
  ],
  treatments: [
    { name: 'Budésonide/formotérol', ongoing: true, start: '2019-03', dosage: '1 inhalation matin et soir' },
    {
      name: 'Ibuprofène 400 mg',
      ongoing: true,
      start: '2019',
      dosage: '1 comprimé au début de la crise, 3 par jour au plus',
    },
  ],
  allergies: [{ allergen: 'Pénicilline', comment: 'Urticaire en 2004.' }, { allergen: 'Pollen de bouleau' }],
  vaccinations: [
    { atc: 'J07AM', date: '2019-05-14', kind: 'booster', vaccinator: 'Dr Faure' },
    { vaccine: 'Grippe saisonnière', date: '2025-10-21', kind: 'booster', batch: 'F25-1182' },
    { targets: ['diphtheria', 'tetanus', 'poliomyelitis'], vaccine: 'Repevax', date: '2009-06-12', kind: 'booster' },
  ],
  measures: measuresOfCamille(today),
  documents: [
    {
      ...{ name: 'Ordonnance lunettes', date: daysBefore(today, 283), category: 'prescription', hidden: false },
      lines: ['Verres progressifs', 'OD -1,25  OG -1,50  Add 1,00'],
    },
    {
      ...{ name: 'Compte rendu kiné', date: daysBefore(today, 199), category: 'report', hidden: true },
      lines: ['Dix séances réalisées', 'Bonne récupération de la mobilité'],
    },
    {
      ...{ name: 'Carnet des crises', date: daysBefore(today, 15), category: 'summary', hidden: false },
      lines: ['Crises notées ce trimestre :', 'une après une nuit courte,', 'deux à la fin de semaines chargées'],
    },
  ],
  authorised: [pharmacist.rpps, midwife.rpps],
});

const recordOfKarim = (today: string): DemoRecord => ({
  diseases: [
    { name: 'Hypertension artérielle', start: '2021', ongoing: true },
    { name: 'Diabète de type 2', start: '2023-04', ongoing: true, comment: 'Suivi tous les trois mois.' },
  ],
  treatments: [
    { name: 'Ramipril 5 mg', ongoing: true, dosage: '1 comprimé le matin' },
    { name: 'Metformine 850 mg', ongoing: true, dosage: '1 comprimé matin et soir, au repas' },
  ],
  allergies: [{ allergen: 'Arachide' }],
  vaccinations: [{ atc: 'J07AM', date: '2010', kind: 'unknown' }],
  measures: measuresOfKarim(today),
  documents: [
    {
      ...{ name: 'Electrocardiogramme', date: daysBefore(today, 247), category: 'report', hidden: false },
      lines: ['Rythme sinusal, 72 par minute', 'Pas de trouble de la repolarisation'],
    },
    {
      ...{
        name: 'Questions pour le prochain rendez vous',
        date: daysBefore(today, 6),
        category: 'other',
        hidden: false,
      },
      lines: ['Demander si la marche est conseillée.', 'Parler des réveils vers quatre heures.'],
    },
  ],
  authorised: [pharmacist.rpps],
});

const recordOfJeanne = (today: string): DemoRecord => ({
  diseases: [{ name: 'Arthrose du genou', start: '2012', ongoing: true }],
  treatments: [{ name: 'Paracétamol 1 g', ongoing: true, dosage: 'si douleur, 3 par jour au plus' }],
  allergies: [],
  vaccinations: [{ vaccine: 'Pneumocoque', date: '2022-01', kind: 'first' }],
  measures: measuresOfJeanne(today),
  documents: [
    {
      ...{ name: 'Radio du genou droit', date: daysBefore(today, 310), category: 'imaging', hidden: false },
      lines: ['Radiographie du genou droit, face et profil', 'Pincement modéré du compartiment interne'],
    },
  ],
  authorised: [],
});

/** The records of the first three of the register; the series of measures end at `today` (a day, e.g. 2026-05-17). */
export const recordsAt = (today: string): [DemoRecord, DemoRecord, DemoRecord] => [
  recordOfCamille(today),
  recordOfKarim(today),
  recordOfJeanne(today),
];
