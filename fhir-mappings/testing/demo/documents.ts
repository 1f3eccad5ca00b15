import type { DocumentCategory, DocumentTypeCode } from '../../src/index.ts';
import { daysBefore } from './measures.ts';

/** A document of the town: its words, to be made into a file of the type said. */
export interface DemoDocument {
  readonly name: string;
  readonly date: string;
  readonly category: DocumentCategory;
  readonly type?: DocumentTypeCode;
  readonly hidden: boolean;
  readonly contentType: 'text/plain' | 'application/pdf';
  readonly text: string;
  /** The patient, or a professional by RPPS number */
  readonly by: 'patient' | { readonly rpps: string };
}

const GP = { rpps: '99700100011' };
const CARDIOLOGIST = { rpps: '99700100029' };
const MIDWIFE = { rpps: '99700100052' };

const lines = (...parts: string[]): string => parts.join('\n');

export const documentsOfCamille = (today: string): DemoDocument[] => [
  {
    name: 'Prise de sang de contrôle',
    date: daysBefore(today, 96),
    category: 'biology',
    type: '11502-2',
    hidden: false,
    contentType: 'application/pdf',
    text: lines(
      'LABORATOIRE DU CANAL, VALMONT',
      'Compte rendu d’analyses de biologie médicale',
      '',
      'Hémoglobine        13,2 g/dL     (12,0 à 16,0)',
      'Leucocytes         6,1 G/L       (4,0 à 10,0)',
      'Plaquettes         248 G/L       (150 à 400)',
      'Ferritine          31 µg/L       (15 à 150)',
      'TSH                1,9 mUI/L     (0,4 à 4,0)',
      '',
      'Conclusion : bilan sans anomalie.',
    ),
    by: GP,
  },
  {
    name: 'Ordonnance migraine',
    date: daysBefore(today, 190),
    category: 'prescription',
    type: '57833-6',
    hidden: false,
    contentType: 'application/pdf',
    text: lines(
      'Dr Claire Fontaine, médecine générale',
      'Cabinet des Halles, Valmont',
      '',
      'Ibuprofène 400 mg : un comprimé au début de la crise,',
      'trois par jour au plus, pendant trois jours au plus.',
      'Qsp un mois, à renouveler deux fois.',
    ),
    by: GP,
  },
  {
    name: 'Carnet des crises',
    date: daysBefore(today, 15),
    category: 'summary',
    hidden: true,
    contentType: 'text/plain',
    text: lines('Crises notées ce trimestre :', '- une après une nuit courte', '- deux à la fin de semaines chargées'),
    by: 'patient',
  },
];

export const documentsOfBernard = (today: string): DemoDocument[] => [
  {
    name: 'Consultation de cardiologie',
    date: daysBefore(today, 58),
    category: 'report',
    type: '11488-4',
    hidden: false,
    contentType: 'application/pdf',
    text: lines(
      'Centre hospitalier de Valmont, service de cardiologie',
      'Dr Philippe Aubert',
      '',
      'Motif : suivi annuel d’une hypertension artérielle.',
      'Examen : pression artérielle 136/82 mmHg, rythme régulier à 72 par minute.',
      'Électrocardiogramme : tracé normal.',
      'Conclusion : tension bien équilibrée. Traitement inchangé. Prochain rendez-vous dans un an.',
    ),
    by: CARDIOLOGIST,
  },
  {
    name: 'Radio du genou droit',
    date: daysBefore(today, 310),
    category: 'imaging',
    type: '18748-4',
    hidden: false,
    contentType: 'application/pdf',
    text: lines(
      'Imagerie médicale de la Gare, Valmont',
      'Radiographie du genou droit, face et profil',
      '',
      'Pincement modéré du compartiment interne, sans autre lésion.',
      'Conclusion : arthrose débutante.',
    ),
    by: GP,
  },
  {
    name: 'Questions pour le prochain rendez vous',
    date: daysBefore(today, 6),
    category: 'other',
    hidden: false,
    contentType: 'text/plain',
    text: lines('Demander si la marche est conseillée malgré le genou.', 'Parler des réveils vers quatre heures.'),
    by: 'patient',
  },
];

export const documentsOfSalma = (today: string): DemoDocument[] => [
  {
    name: 'Suivi de grossesse',
    date: daysBefore(today, 420),
    category: 'report',
    type: '11488-4',
    hidden: false,
    contentType: 'application/pdf',
    text: lines(
      'Aminata Keita, sage-femme',
      'Centre hospitalier de Valmont',
      '',
      'Consultation du sixième mois. Tension 112/68 mmHg, poids 66,5 kg.',
      'Tout va bien. Prochain rendez-vous dans quatre semaines.',
    ),
    by: MIDWIFE,
  },
];
