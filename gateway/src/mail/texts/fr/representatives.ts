import { dayText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** C3 : qui représente un enfant. */
export const representatives = {
  'invitation-waiting': {
    letter: ({ address }) => ({
      subject: 'Une invitation vous attend dans votre espace de santé',
      paragraphs: [
        'Quelqu’un vous invite à partager l’accès à l’espace de santé d’un enfant dont vous êtes le représentant légal.',
        'Connectez-vous pour savoir de qui il s’agit, et pour accepter ou refuser, dans les 15 jours.',
      ],
      action: { label: 'Ouvrir la page « Famille »', url: address },
    }),
  },
  'invitation-refused': {
    letter: ({ firstName, address }) => ({
      subject: 'Votre invitation a été refusée',
      paragraphs: [
        `La personne que vous avez invitée à partager l’accès à l’espace de santé de ${firstName} a refusé.`,
      ],
      action: { label: 'Ouvrir la page « Famille »', url: address },
    }),
  },
  'representative-joined': {
    letter: ({ firstName, address }) => ({
      subject: 'Un autre représentant légal a accès à l’espace d’un enfant',
      paragraphs: [
        `Un second représentant légal a désormais accès à l’espace de santé de ${firstName}.`,
        'Si cela ne vous paraît pas normal, adressez-vous à l’assistance.',
      ],
      action: { label: 'Ouvrir la page « Famille »', url: address },
    }),
  },
  'representative-left': {
    letter: ({ firstName, address }) => ({
      subject: 'Un représentant légal n’a plus accès à l’espace d’un enfant',
      paragraphs: [`À sa demande, l’autre représentant légal de ${firstName} n’a plus accès à son espace de santé.`],
      action: { label: 'Ouvrir la page « Famille »', url: address },
    }),
  },
  'representation-ended': {
    letter: ({ firstName, address }) => ({
      subject: 'Un accès à l’espace d’un enfant a pris fin',
      paragraphs: [
        `L’accès d’un représentant légal à l’espace de santé de ${firstName} a pris fin, comme annoncé ou parce que le registre de l’assureur ne lui rattache plus cet enfant.`,
        'La page « Famille » de votre espace montre les accès qui restent. Qui n’est pas d’accord s’adresse à l’assistance.',
      ],
      action: { label: 'Ouvrir la page « Famille »', url: address },
    }),
  },
  'removal-announced': {
    letter: ({ firstName, day, address }) => ({
      subject: 'Un accès à l’espace d’un enfant va prendre fin',
      paragraphs: [
        `Un représentant légal de ${firstName} demande que l’accès de l’autre représentant, qui avait été invité, prenne fin le ${dayText('fr', day)}.`,
        'Qui n’est pas d’accord s’adresse à l’assistance avant cette date ; la demande peut aussi être retirée depuis la page « Famille ».',
      ],
      action: { label: 'Ouvrir la page « Famille »', url: address },
    }),
  },
} satisfies TextsOf<'representatives'>;
