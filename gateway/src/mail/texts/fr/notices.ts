import type { TextsOf } from '../../template-values.ts';

/** F3, G7 : ce qui vient d’arriver dans l’espace. */
export const notices = {
  'new-message': {
    letter: ({ address }) => ({
      subject: 'Un nouveau message vous attend',
      paragraphs: ['Un message est arrivé dans votre espace de santé. Pour le lire, connectez-vous.'],
      action: { label: 'Me connecter', url: address },
    }),
  },
  'emergency-access': {
    letter: ({ address }) => ({
      subject: 'Votre espace a été consulté en urgence',
      paragraphs: [
        'Un professionnel a déclaré une urgence pour consulter votre espace de santé. Son nom et le motif sont dans votre espace, à la page « Accès ».',
      ],
      action: { label: 'Me connecter', url: address },
    }),
  },
} satisfies TextsOf<'notices'>;
