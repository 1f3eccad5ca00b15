import type {
  AccessRule,
  Allergy,
  Disease,
  EmergencySettings,
  Measure,
  Treatment,
  Vaccination,
} from '../../src/index.ts';
import { documentsOfBernard, documentsOfCamille, documentsOfSalma, type DemoDocument } from './documents.ts';
import { measuresOfBernard, measuresOfCamille, measuresOfSalma } from './measures.ts';
import { people } from './people.ts';

/** Who wrote an entry: the patient, or a professional by RPPS number. */
export type Writer = 'patient' | { readonly rpps: string };
export interface Written<E> {
  readonly by: Writer;
  readonly entry: E;
}

/** The record of one person at the start. */
export interface DemoRecord {
  readonly matricule: string;
  readonly diseases: readonly Written<Disease>[];
  readonly treatments: readonly Written<Treatment>[];
  readonly allergies: readonly Written<Allergy>[];
  readonly vaccinations: readonly Written<Vaccination>[];
  readonly measures: readonly Written<Measure>[];
  readonly documents: readonly DemoDocument[];
  /** `since` is left to the moment of filling */
  readonly access: readonly Omit<AccessRule, 'since'>[];
  readonly emergency: Omit<EmergencySettings, 'since'>;
}

const GP = { rpps: '99700100011' };
const CARDIOLOGIST = { rpps: '99700100029' };
const NURSE = { rpps: '99700100037' };
const PHARMACIST = { rpps: '99700100045' };

const mine = <E>(...entries: E[]): Written<E>[] => entries.map((entry) => ({ by: 'patient', entry }));
const by = <E>(writer: Writer, ...entries: E[]): Written<E>[] => entries.map((entry) => ({ by: writer, entry }));
const [camille, , bernard, salma] = people.map(({ ins }) => ins.matricule);

const authorised = ({ rpps }: { rpps: string }, name: string): Omit<AccessRule, 'since'> => ({
  rpps,
  name,
  decision: 'authorised',
});

const recordOfCamille = (today: string): DemoRecord => ({
  matricule: camille ?? '',
  diseases: mine<Disease>(
    { name: 'Migraine', start: '2003', ongoing: true, comment: 'Deux à trois crises par mois, surtout au printemps.' },
    { name: 'Fracture du poignet gauche', start: '2011-02', ongoing: false, end: '2011-05' },
  ),
  treatments: mine<Treatment>({
    name: 'Ibuprofène 400 mg',
    ongoing: true,
    start: '2019',
    dosage: '1 comprimé au début de la crise, 3 par jour au plus',
  }),
  allergies: mine<Allergy>({ allergen: 'Pollens de graminées', comment: 'Rhinite de mai à juillet.' }),
  vaccinations: [
    ...by<Vaccination>(GP, {
      atc: 'J07BB',
      date: '2025-10-21',
      kind: 'booster',
      batch: 'GRP25-118',
      vaccinator: 'Dr Claire Fontaine',
    }),
    ...mine<Vaccination>(
      { atc: 'J07BD52', date: '1985-11', kind: 'first' },
      { targets: ['diphtheria', 'tetanus', 'poliomyelitis'], vaccine: 'Repevax', date: '2009-06-12', kind: 'booster' },
    ),
  ],
  measures: mine<Measure>(...measuresOfCamille(today)),
  documents: documentsOfCamille(today),
  access: [authorised(GP, 'Dr Claire Fontaine'), authorised(PHARMACIST, 'Antoine Delmas')],
  emergency: { samu: true, others: true, hidden: false },
});

const recordOfBernard = (today: string): DemoRecord => ({
  matricule: bernard ?? '',
  diseases: [
    ...by<Disease>(GP, { name: 'Hypertension artérielle', start: '2009-03', ongoing: true }),
    ...by<Disease>(GP, {
      name: 'Diabète de type 2',
      start: '2014',
      ongoing: true,
      comment: 'Suivi tous les trois mois.',
    }),
    ...mine<Disease>({ name: 'Arthrose du genou droit', start: '2018', ongoing: true }),
  ],
  treatments: [
    ...by<Treatment>(CARDIOLOGIST, {
      name: 'Ramipril 5 mg',
      ongoing: true,
      start: '2009-03',
      dosage: '1 comprimé le matin',
    }),
    ...by<Treatment>(GP, {
      name: 'Metformine 1000 mg',
      ongoing: true,
      start: '2014-09',
      dosage: '1 comprimé matin et soir, au repas',
    }),
  ],
  allergies: by<Allergy>(GP, { allergen: 'Pénicilline', comment: 'Éruption en 1987, à ne pas redonner.' }),
  vaccinations: [
    ...by<Vaccination>(NURSE, { atc: 'J07BN', date: '2025-11-04', kind: 'booster', vaccinator: 'Sophie Morel' }),
    ...by<Vaccination>(PHARMACIST, {
      atc: 'J07BB',
      date: '2025-11-04',
      kind: 'booster',
      batch: 'GRP25-202',
      vaccinator: 'Antoine Delmas',
    }),
    ...mine<Vaccination>({ atc: 'J07AL', date: '2017', kind: 'unknown' }),
  ],
  measures: mine<Measure>(...measuresOfBernard(today)),
  documents: documentsOfBernard(today),
  access: [
    authorised(GP, 'Dr Claire Fontaine'),
    authorised(CARDIOLOGIST, 'Dr Philippe Aubert'),
    authorised(NURSE, 'Sophie Morel'),
  ],
  emergency: { samu: true, others: true, hidden: true },
});

const recordOfSalma = (today: string): DemoRecord => ({
  matricule: salma ?? '',
  diseases: mine<Disease>({ name: 'Asthme', start: '1999', ongoing: true }),
  treatments: mine<Treatment>({ name: 'Salbutamol 100 µg', ongoing: true, dosage: '1 à 2 bouffées en cas de gêne' }),
  allergies: mine<Allergy>({ allergen: 'Acariens' }),
  vaccinations: mine<Vaccination>({ atc: 'J07BC01', date: '1998', kind: 'first', dose: 1 }),
  measures: mine<Measure>(...measuresOfSalma(today)),
  documents: documentsOfSalma(today),
  access: [{ rpps: '99700100052', name: 'Aminata Keita', decision: 'authorised' }],
  emergency: { samu: true, others: false, hidden: false },
});

/** The records of the town at the start; the series of measures end at `today` (a day, e.g. 2026-05-17). */
export const demoRecords = (today: string): DemoRecord[] => [
  recordOfCamille(today),
  recordOfBernard(today),
  recordOfSalma(today),
];
