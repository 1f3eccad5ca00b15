import { dayText, momentText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** A7, C : l’espace d’un enfant, jusqu’à sa majorité. */
export const child = {
  'opening-notice-minor': {
    letter: ({ firstName, opens, address }) => ({
      subject: 'L’espace de santé d’un enfant va s’ouvrir',
      paragraphs: [
        `Sans démarche de votre part, l’espace de santé de ${firstName} s’ouvrira automatiquement le ${dayText('fr', opens)}.`,
        'En tant que représentant légal, vous pouvez l’activer dès maintenant, ou vous y opposer, depuis la page « Famille » de votre propre espace.',
      ],
      action: { label: 'Ouvrir la page « Famille »', url: address },
    }),
  },
  'minor-opened': {
    letter: ({ firstName, address }) => ({
      subject: 'L’espace de santé d’un enfant est ouvert',
      paragraphs: [
        `L’espace de santé de ${firstName} est ouvert : un de ses représentants légaux l’a activé.`,
        'Si vous êtes aussi son représentant légal, vous pouvez y accéder depuis la page « Famille » de votre propre espace.',
      ],
      action: { label: 'Ouvrir la page « Famille »', url: address },
    }),
  },
  'minor-opposed': {
    letter: ({ firstName, address }) => ({
      subject: 'L’espace de santé d’un enfant a été refusé',
      paragraphs: [
        `Un représentant légal de ${firstName} s’est opposé à l’ouverture de son espace de santé. Aucune donnée n’y sera conservée.`,
        'Un représentant légal peut revenir sur ce choix depuis la page « Famille » de son propre espace.',
      ],
      action: { label: 'Ouvrir la page « Famille »', url: address },
    }),
  },
  'minor-closed': {
    letter: ({ firstName, at, address }) => ({
      subject: 'L’espace de santé d’un enfant est fermé',
      paragraphs: [
        `L’espace de santé de ${firstName} est fermé : un de ses représentants légaux l’a demandé. Plus personne n’y a accès. Son contenu est gardé dix ans, puis détruit.`,
        'D’ici là, un représentant légal peut le rouvrir depuis la page « Famille » de son propre espace.',
      ],
      facts: [momentText('fr', at)],
      action: { label: 'Ouvrir la page « Famille »', url: address },
      after: ['Si cette fermeture vous surprend, prévenez l’assistance sans attendre.'],
    }),
  },
  'majority-child': {
    letter: ({ code, days, address }) => ({
      subject: 'Vous êtes majeur : votre espace est à vous',
      code: { label: 'Votre code provisoire est', value: code },
      paragraphs: [
        'Vous avez 18 ans. Votre espace de santé n’est désormais qu’à vous : vos représentants légaux n’y ont plus accès.',
        `Avec ce code et votre carte Vitale, choisissez un identifiant et un mot de passe. Le code est valable ${days} jours.`,
      ],
      action: { label: 'Prendre possession de mon espace', url: address },
    }),
  },
  'majority-parent': {
    letter: ({ firstName, address }) => ({
      subject: 'Votre accès à l’espace d’un enfant majeur a pris fin',
      paragraphs: [
        `${firstName} a 18 ans : son espace de santé n’est plus qu’à cette personne, et votre accès de représentant légal a pris fin.`,
        'Elle a reçu de quoi s’y connecter elle-même. Votre propre espace ne change pas.',
      ],
      action: { label: 'Ouvrir mon espace', url: address },
    }),
  },
} satisfies TextsOf<'child'>;
