import { dayText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** A : l’ouverture d’un espace, ou l’opposition. */
export const opening = {
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
  'contact-code': {
    letter: ({ code, minutes }) => ({
      subject: 'Votre code de vérification',
      code: { label: 'Votre code de vérification est', value: code },
      paragraphs: [
        `Saisissez-le dans la page restée ouverte, pour montrer que cette adresse est la vôtre. Il est valable ${minutes} minutes et ne sert qu’une fois.`,
        'Si vous n’avez rien demandé, quelqu’un s’est trompé d’adresse : vous n’avez rien à faire.',
      ],
    }),
    sms: ({ code, minutes }) =>
      `Passerelle : votre code de vérification est ${code}, valable ${minutes} minutes. Ne le donnez à personne.`,
  },
  'opening-notice': {
    letter: ({ code, days, opens, address }) => ({
      subject: 'Votre espace de santé va s’ouvrir',
      code: { label: 'Votre code provisoire est', value: code },
      paragraphs: [
        `Sans démarche de votre part, votre espace de santé s’ouvrira automatiquement le ${dayText('fr', opens)}. Vous et les professionnels que vous autorisez pourrez y conserver ce qui concerne votre santé.`,
        `Vous pouvez l’activer dès maintenant, ou vous y opposer, avec ce code et votre carte Vitale. Le code est valable ${days} jours.`,
      ],
      action: { label: 'Activer mon espace ou m’y opposer', url: address },
      after: ['Après son ouverture, vous pourrez toujours fermer votre espace.'],
    }),
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
  'space-opened-automatically': {
    letter: ({ address }) => ({
      subject: 'Un espace de santé s’est ouvert',
      paragraphs: [
        'Comme annoncé il y a un mois, et sans opposition, l’espace de santé dont nous vous avions écrit est ouvert. Personne ne s’y est encore connecté.',
        'Pour y entrer, ou pour le fermer, demandez un code provisoire avec la carte Vitale. Pour l’espace d’un enfant, passez par la page « Famille » du vôtre.',
      ],
      action: { label: 'Demander un code', url: `${address}/open/code` },
    }),
  },
  'space-opposed': {
    letter: ({ address }) => ({
      subject: 'Votre opposition est enregistrée',
      paragraphs: [
        'Vous vous êtes opposé à votre espace de santé. Personne ne peut rien y déposer ni y lire.',
        'Si vous changez d’avis, demandez un nouveau code provisoire.',
      ],
      action: { label: 'Demander un nouveau code', url: `${address}/open/code` },
      after: ['Si ce n’est pas vous, demandez un nouveau code et prévenez l’assistance sans attendre.'],
    }),
  },
} satisfies TextsOf<'opening'>;
