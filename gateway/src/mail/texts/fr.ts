import type { Catalogue } from '../template-values.ts';

/** What people are told in French. No NIR, no surname of a child, not a word of what a record holds. */
export const fr = {
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
  'provisional-code': {
    letter: ({ code, days, address }) => ({
      subject: 'Votre code provisoire',
      code: { label: 'Votre code provisoire est', value: code },
      paragraphs: [
        `Il est valable ${days} jours. Avec votre carte Vitale, il vous permet d’activer votre espace de santé, ou de vous y opposer.`,
      ],
      action: { label: 'Activer mon espace ou m’y opposer', url: address },
    }),
    sms: ({ code, days, address }) =>
      `Passerelle : votre code provisoire est ${code}, valable ${days} jours. Pour activer votre espace ou vous y opposer : ${address}`,
  },
  'space-opened': {
    letter: ({ address }) => ({
      subject: 'Votre espace de santé est ouvert',
      paragraphs: [
        'Votre espace de santé est ouvert. Vous pouvez vous y connecter avec l’identifiant et le mot de passe que vous avez choisis.',
      ],
      action: { label: 'Me connecter', url: address },
      after: ['Si ce n’est pas vous, prévenez l’assistance sans attendre.'],
    }),
  },
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
} satisfies Catalogue;
