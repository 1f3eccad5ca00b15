export const shell = {
  home: 'Accueil',
  health: 'Ma santé',
  healthShort: 'Santé',
  profile: 'Profil médical',
  vaccinations: 'Vaccinations',
  measures: 'Mesures',
  documents: 'Documents',
  messages: 'Messagerie',
  messagesShort: 'Messages',
  access: 'Accès et confidentialité',
  accessShort: 'Accès',
  navigation: 'Navigation principale',
  skip: 'Aller au contenu',
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  account: (name: string) => `Mon compte, ${name}`,
  myAccount: 'Mon compte',
  ins: 'Matricule INS',
  light: 'Passer en couleurs claires',
  dark: 'Passer en couleurs sombres',
  unread: (count: number): string => (count > 1 ? 'messages non lus' : 'message non lu'),
};

export const footer = {
  label: 'À propos du service',
  help: 'Aide',
  accessibility: 'Accessibilité : non conforme',
  legal: 'Mentions légales',
  privacy: 'Données personnelles',
  siteMap: 'Plan du site',
};

export const form = {
  optional: '(facultatif)',
  required: (label: string) => `Remplissez « ${label} ».`,
  showPassword: 'Afficher le mot de passe',
  hidePassword: 'Masquer le mot de passe',
  close: 'Fermer',
  cancel: 'Annuler',
  save: 'Enregistrer',
  add: 'Ajouter',
  change: 'Modifier',
  remove: 'Supprimer',
  changeNamed: (name: string) => `Modifier « ${name} »`,
  removeNamed: (name: string) => `Supprimer « ${name} »`,
  loading: 'Chargement…',
  pages: 'Pages',
  previous: 'Précédent',
  next: 'Suivant',
  pageOf: (page: number, pages: number) => `Page ${page} sur ${pages}`,
  none: 'non renseigné',
  yes: 'Oui',
  no: 'Non',
  toCorrect: (count: number) => (count > 1 ? `${count} points sont à corriger :` : 'Un point est à corriger :'),
  tooLong: (max: number) => `Ne dépassez pas ${max} caractères.`,
  saved: 'Enregistré.',
  removed: 'Supprimé.',
  removeTitle: 'Supprimer ?',
  removeText: (name: string) => `« ${name} » sera supprimé de votre espace.`,
  dateYear: 'Année',
  dateMonth: 'Mois',
  dateDay: 'Jour',
  dateHint: 'L’année suffit si vous ne connaissez pas le jour.',
  dateYearMissing: 'Donnez au moins l’année.',
  dateImpossible: 'Cette date n’existe pas.',
  dateFuture: 'Cette date est dans le futur.',
  monthMissing: 'Donnez aussi le mois.',
};

export const failures = {
  unreachable:
    'Le service ne répond pas. Vérifiez votre connexion à internet ; rien de ce que vous avez écrit n’est perdu.',
  unforeseen: 'Une erreur imprévue est survenue. Réessayez dans un instant.',
  again: 'Réessayer',
  reference: (reference: string) => `Référence à donner à l’assistance : ${reference}`,
  pageBroken: 'Cette page n’a pas pu s’ouvrir. Vérifiez votre connexion, puis rechargez-la.',
  reload: 'Recharger la page',
};

export const meeting = {
  title: 'Modifié entre-temps',
  text: (by: string) =>
    `Pendant que vous écriviez, une autre version a été enregistrée (${by}). Rien n’est perdu : choisissez celle qui doit rester.`,
  mine: 'Votre version, non enregistrée',
  theirs: 'La version enregistrée',
  keepMine: 'Enregistrer ma version',
  takeTheirs: 'Repartir de la version enregistrée',
  deletedTitle: 'Supprimé entre-temps',
  deletedText:
    'Cet élément a été supprimé pendant que vous écriviez. Voici ce que vous aviez écrit, pour le copier si besoin.',
};

export const writer = {
  you: 'vous',
  unknown: 'un autre logiciel',
  representative: (name: string) => `${name}, représentant légal`,
  by: (name: string, date: string) => `Écrit par ${name}, ${date}`,
};

export const session = {
  endingTitle: 'Toujours là ?',
  endingText:
    'Sans action de votre part, votre session va se fermer dans moins d’une minute, pour protéger vos données.',
  stay: 'Rester connecté',
};
