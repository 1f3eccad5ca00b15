import { momentText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** F5 : ce qui a changé dans les réglages, la copie et la fermeture. */
export const settings = {
  'email-changed': {
    letter: ({ shown, at, address }) => ({
      subject: 'Votre adresse e-mail a changé',
      paragraphs: [
        'L’adresse e-mail de votre espace de santé vient d’être changée. Les prochains messages et codes iront à la nouvelle adresse, plus à celle-ci.',
      ],
      facts: [`Nouvelle adresse : ${shown}`, momentText('fr', at)],
      after: ['Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe et appelez l’assistance.'],
      action: { label: 'Ce n’était pas moi', url: address },
    }),
    sms: ({ shown }) =>
      `Passerelle : l’adresse e-mail de votre espace a changé (${shown}). Si ce n’est pas vous, appelez l’assistance.`,
  },
  'mobile-changed': {
    letter: ({ at, address }) => ({
      subject: 'Votre numéro de mobile a changé',
      paragraphs: ['Le numéro de mobile de votre espace de santé vient d’être changé ou retiré.'],
      facts: [momentText('fr', at)],
      after: ['Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe et appelez l’assistance.'],
      action: { label: 'Ce n’était pas moi', url: address },
    }),
    sms: () => 'Passerelle : ce numéro n’est plus celui de votre espace. Si ce n’est pas vous, appelez l’assistance.',
  },
  'identifier-changed': {
    letter: ({ at, address }) => ({
      subject: 'Votre identifiant a changé',
      paragraphs: ['L’identifiant de votre espace de santé vient d’être changé.'],
      facts: [momentText('fr', at)],
      after: ['Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe et appelez l’assistance.'],
      action: { label: 'Ce n’était pas moi', url: address },
    }),
  },
  'export-ready': {
    letter: ({ address }) => ({
      subject: 'La copie de votre espace est prête',
      paragraphs: [
        'La copie que vous avez demandée est prête. Elle vous attend 7 jours dans votre espace ; elle n’est pas jointe à ce message.',
      ],
      action: { label: 'Télécharger la copie', url: address },
      after: ['Si vous n’avez rien demandé, changez votre mot de passe.'],
    }),
  },
  'space-closed': {
    letter: ({ at, address }) => ({
      subject: 'Votre espace de santé est fermé',
      paragraphs: [
        'Votre espace de santé est fermé, comme demandé. Plus personne n’y a accès. Son contenu est gardé dix ans, puis détruit.',
        'Pour le retrouver d’ici là, demandez un nouveau code provisoire.',
      ],
      facts: [momentText('fr', at)],
      action: { label: 'Demander un nouveau code', url: address },
      after: ['Si ce n’est pas vous, prévenez l’assistance sans attendre.'],
    }),
    sms: () => 'Passerelle : votre espace de santé est fermé. Si ce n’est pas vous, appelez l’assistance.',
  },
} satisfies TextsOf<'settings'>;
