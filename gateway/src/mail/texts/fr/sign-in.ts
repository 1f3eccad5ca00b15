import { momentText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** B : la connexion, l’identifiant et le mot de passe. */
export const signIn = {
  'sign-in-code': {
    letter: ({ code, minutes }) => ({
      subject: 'Votre code de connexion',
      code: { label: 'Votre code de connexion est', value: code },
      paragraphs: [
        `Il est valable ${minutes} minutes et ne sert qu’une fois.`,
        'Si vous n’avez pas demandé ce code, quelqu’un connaît votre mot de passe : changez-le.',
      ],
    }),
    sms: ({ code, minutes }) =>
      `Passerelle : votre code de connexion est ${code}, valable ${minutes} minutes. Ne le donnez à personne.`,
  },
  'new-device': {
    letter: ({ device, at, source, address }) => ({
      subject: 'Nouvel appareil connecté à votre espace',
      paragraphs: ['Votre espace de santé vient d’être ouvert depuis un appareil que nous ne connaissions pas.'],
      facts: [device || 'Appareil inconnu', momentText('fr', at), `Réseau : ${source}`],
      after: [
        'Si c’est vous, il n’y a rien à faire. Sinon, choisissez tout de suite un nouveau mot de passe : toutes les connexions seront fermées.',
      ],
      action: { label: 'Ce n’était pas moi', url: address },
    }),
  },
  'account-locked': {
    letter: ({ at, address }) => ({
      subject: 'Trop d’essais de connexion à votre espace',
      paragraphs: [
        'Quelqu’un a essayé trop de fois de se connecter à votre espace de santé. Les essais venus d’appareils inconnus doivent maintenant attendre.',
        'Vous pouvez toujours vous connecter depuis un appareil que vous avez déjà utilisé, avec une clé d’accès, ou en choisissant un nouveau mot de passe.',
      ],
      facts: [momentText('fr', at)],
      action: { label: 'Choisir un nouveau mot de passe', url: address },
    }),
  },
  'sessions-ended': {
    letter: ({ at, address }) => ({
      subject: 'Vos connexions ont été fermées',
      paragraphs: ['Les connexions à votre espace de santé viennent d’être fermées, comme demandé.'],
      facts: [momentText('fr', at)],
      action: { label: 'Me connecter', url: address },
      after: ['Si ce n’est pas vous, changez votre mot de passe.'],
    }),
  },
  'identifier-reminder': {
    letter: ({ identifier, address }) => ({
      subject: 'Votre identifiant',
      paragraphs: ['Vous avez demandé votre identifiant.'],
      code: { label: 'Votre identifiant est', value: identifier },
      action: { label: 'Me connecter', url: address },
      after: ['Si vous n’avez rien demandé, il n’y a rien à faire : personne d’autre n’a reçu ce message.'],
    }),
    sms: ({ identifier }) => `Passerelle : votre identifiant est ${identifier}`,
  },
  'password-link': {
    letter: ({ minutes, address }) => ({
      subject: 'Choisir un nouveau mot de passe',
      paragraphs: [
        `Vous avez demandé à choisir un nouveau mot de passe. Ce lien est valable ${minutes} minutes et ne sert qu’une fois.`,
      ],
      action: { label: 'Choisir un nouveau mot de passe', url: address },
      after: ['Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.'],
    }),
  },
  'password-code': {
    letter: ({ code, minutes }) => ({
      subject: 'Votre code pour le nouveau mot de passe',
      code: { label: 'Votre code est', value: code },
      paragraphs: [`Il est valable ${minutes} minutes et ne sert qu’une fois.`],
    }),
    sms: ({ code, minutes }) =>
      `Passerelle : votre code pour choisir un nouveau mot de passe est ${code}, valable ${minutes} minutes. Ne le donnez à personne.`,
  },
  'password-changed': {
    letter: ({ at, address }) => ({
      subject: 'Votre mot de passe a changé',
      paragraphs: [
        'Le mot de passe de votre espace de santé vient d’être changé, et les connexions ouvertes ont été fermées.',
      ],
      facts: [momentText('fr', at)],
      action: { label: 'Ce n’était pas moi', url: address },
    }),
  },
} satisfies TextsOf<'signIn'>;
