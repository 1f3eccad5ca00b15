export interface WrittenPart {
  heading: string;
  paragraphs: string[];
  list?: string[];
}

export interface WrittenText {
  title: string;
  lead: string;
  parts: WrittenPart[];
}

export type WrittenName = 'accessibility' | 'legal' | 'privacy' | 'help' | 'site-map';

/** The pages that are only read, in French. */
export const pages: Record<WrittenName, WrittenText> = {
  accessibility: {
    title: 'Déclaration d’accessibilité',
    lead: 'Passerelle veut être utilisable par tous. Voici ce qui est vérifié, et ce qui ne l’est pas encore.',
    parts: [
      {
        heading: 'État de conformité',
        paragraphs: [
          'Aucun audit complet du référentiel général d’amélioration de l’accessibilité (RGAA 4.1) n’a encore été mené sur ce portail. Sans audit, il doit être tenu pour non conforme, même si beaucoup de ses critères sont suivis.',
        ],
      },
      {
        heading: 'Ce qui est vérifié à chaque version',
        paragraphs: ['Dans un vrai navigateur, page par page :'],
        list: [
          'les règles automatiques d’axe (WCAG 2.2, niveaux A et AA), en français et en anglais, en couleurs claires et sombres ;',
          'la largeur de 320 pixels, sans défilement horizontal de la page ;',
          'la connexion et le dépôt d’un document au clavier seul ;',
          'chaque courbe a son tableau des mêmes valeurs.',
        ],
      },
      {
        heading: 'Ce qui peut poser problème',
        paragraphs: ['Nous connaissons ces limites :'],
        list: [
          'les documents déposés par vous ou par des soignants (PDF, images) peuvent ne pas être accessibles : nous ne les transformons pas ;',
          'les essais avec des lecteurs d’écran et par des personnes handicapées n’ont pas encore eu lieu ;',
          'la page du fournisseur d’identité des professionnels ne dépend pas de nous.',
        ],
      },
      {
        heading: 'Une difficulté ?',
        paragraphs: [
          'Dites-le à l’organisme qui vous a donné l’adresse de ce service : il doit vous donner l’information autrement. Sans réponse, vous pouvez saisir le Défenseur des droits (defenseurdesdroits.fr).',
        ],
      },
    ],
  },
  legal: {
    title: 'Mentions légales',
    lead: 'Qui fait ce service, et sous quelles règles.',
    parts: [
      {
        heading: 'Exploitant',
        paragraphs: [
          'Ce service est exploité par l’organisme qui vous a donné son adresse et ouvert l’accès. C’est lui qui en est responsable et qui répond de l’hébergement de vos données de santé.',
        ],
      },
      {
        heading: 'Logiciel',
        paragraphs: [
          'Passerelle est un logiciel libre, publié sous licence Apache 2.0. Ce n’est pas un service de l’État ; il n’en porte ni le nom ni les marques.',
          'Les lettres sont en Atkinson Hyperlegible Next, publiée par le Braille Institute sous licence SIL Open Font.',
        ],
      },
      {
        heading: 'Conditions d’utilisation',
        paragraphs: [
          'Votre espace est personnel : gardez votre mot de passe pour vous. Ce service n’est pas fait pour les urgences : en cas d’urgence, appelez le 15 ou le 112.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Données personnelles',
    lead: 'Ce que nous gardons, pourquoi, et ce que vous pouvez faire.',
    parts: [
      {
        heading: 'Ce que contient votre espace',
        paragraphs: [
          'Votre identité, votre profil médical, vos mesures, vos documents, vos messages, et vos choix sur qui peut les lire.',
        ],
      },
      {
        heading: 'Qui peut le lire',
        paragraphs: ['Personne sans raison :'],
        list: [
          'vous, après un mot de passe et un code à usage unique ;',
          'les professionnels que vous autorisez, dans ce que leur profession permet ;',
          'en urgence, seulement ce que vous avez admis ;',
          'jamais les professionnels que vous avez bloqués.',
        ],
      },
      {
        heading: 'La trace des accès',
        paragraphs: [
          'Chaque lecture, ajout, changement et refus est noté dans un registre enchaîné, que l’on ne peut pas modifier sans que cela se voie. Vous le lisez dans « Accès et confidentialité ».',
        ],
      },
      {
        heading: 'Dans votre navigateur',
        paragraphs: [
          'Un cookie tient votre session ouverte ; il n’est pas lisible par les pages et ne sert à rien d’autre. Votre langue et vos couleurs sont gardées sur votre appareil. Aucune donnée de santé n’y reste, aucun traceur n’est posé, aucun autre site n’est appelé.',
        ],
      },
      {
        heading: 'Vos droits',
        paragraphs: [
          'Vous pouvez lire, corriger et supprimer ce que vous avez écrit, masquer vos documents et retirer un accès à tout moment. Pour le reste, écrivez à l’organisme qui exploite ce service, ou à la CNIL (cnil.fr).',
        ],
      },
    ],
  },
  help: {
    title: 'Aide',
    lead: 'Les questions les plus fréquentes. En cas d’urgence médicale, appelez le 15 ou le 112.',
    parts: [
      {
        heading: 'Je n’ai pas reçu le code de connexion',
        paragraphs: [
          'Attendez une minute, regardez dans les courriers indésirables, puis demandez un autre code sur la même page. L’adresse est masquée : vérifiez que c’est bien la vôtre.',
        ],
      },
      {
        heading: 'Où est le numéro de série de ma carte Vitale ?',
        paragraphs: [
          'Avec photo : ce sont les 11 derniers chiffres du numéro écrit sous la photo. Sans photo : de 8 à 13 chiffres, en bas de la carte. Le dessin de la page d’ouverture le montre.',
        ],
      },
      {
        heading: 'Je ne peux pas écrire à un professionnel',
        paragraphs: [
          'Seul un professionnel peut commencer un échange. Donnez-lui votre adresse sécurisée, dans « Messagerie » : dès son premier message, vous pourrez lui répondre.',
        ],
      },
      {
        heading: 'Mon fichier est refusé',
        paragraphs: [
          'Les fichiers PDF, JPG, PNG, TIFF, TXT et RTF sont acceptés, jusqu’à 5 Mo. Le contenu doit être ce que le nom annonce : un fichier renommé est refusé.',
        ],
      },
      {
        heading: 'Quelle différence entre masquer et bloquer ?',
        paragraphs: [
          'Masquer un document le cache à tous les soignants, sauf à celui qui l’a déposé. Bloquer un professionnel lui ferme tout votre espace, même en urgence.',
        ],
      },
      {
        heading: 'Quelqu’un d’autre a modifié la même ligne',
        paragraphs: [
          'Le portail vous montre les deux versions et vous demande laquelle garder. Rien de ce que vous avez écrit n’est perdu.',
        ],
      },
    ],
  },
  'site-map': {
    title: 'Plan du site',
    lead: 'Toutes les pages de Passerelle.',
    parts: [],
  },
};
