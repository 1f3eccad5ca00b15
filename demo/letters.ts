import type { Letter } from './actors/hospital.ts';
import { pdfOf } from './pdf.ts';

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
