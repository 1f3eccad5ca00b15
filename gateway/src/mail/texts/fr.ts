import { dayText, momentText } from '../moment.ts';
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
  'passkey-added': {
    letter: ({ name, at, address }) => ({
      subject: 'Une clé d’accès a été ajoutée',
      paragraphs: ['Une clé d’accès permet maintenant d’ouvrir votre espace de santé sans mot de passe ni code.'],
      facts: [name, momentText('fr', at)],
      action: { label: 'Voir mes clés d’accès', url: address },
      after: ['Si ce n’est pas vous, supprimez-la et changez votre mot de passe.'],
    }),
  },
  'passkey-removed': {
    letter: ({ name, at, address }) => ({
      subject: 'Une clé d’accès a été supprimée',
      paragraphs: ['Cette clé d’accès n’ouvre plus votre espace de santé.'],
      facts: [name, momentText('fr', at)],
      action: { label: 'Voir mes clés d’accès', url: address },
      after: ['Si ce n’est pas vous, changez votre mot de passe.'],
    }),
  },
  'passkey-suspect': {
    letter: ({ name, at, address }) => ({
      subject: 'Une clé d’accès a été refusée',
      paragraphs: [
        'Une clé d’accès de votre espace a été refusée : elle semble avoir été copiée. Supprimez-la, puis ajoutez-en une nouvelle.',
      ],
      facts: [name, momentText('fr', at)],
      action: { label: 'Voir mes clés d’accès', url: address },
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
} satisfies Catalogue;
