export const profile = {
  title: 'Profil médical',
  lead: 'Ce que vos soignants doivent savoir de vous. Vous l’écrivez, eux aussi ; chaque ligne dit qui et quand.',
  foreign: 'Écrit par un autre logiciel',
  foreignText: 'Cette ligne ne peut pas être montrée en entier ni modifiée ici.',
  nothing: 'Rien à déclarer',
  nothingSaid: 'Vous avez indiqué n’avoir rien à déclarer ici.',
  nothingBack: 'Revenir sur ce choix',
  ongoing: 'En cours',
  ended: 'Terminé',
  unknown: 'Je ne sais pas',
  start: 'Début',
  end: 'Fin',
  comment: 'Commentaire',
  state: 'État',
  endBeforeStart: 'La fin est avant le début.',
};

export const diseases = {
  title: 'Maladies et sujets de santé',
  add: 'Ajouter une maladie',
  change: 'Modifier la maladie',
  empty: 'Aucune maladie indiquée',
  emptyText:
    'Une maladie, ancienne ou actuelle, un problème de santé suivi : ce sont souvent les premières choses qu’un soignant demande.',
  name: 'Nom de la maladie ou du sujet de santé',
};

export const treatments = {
  title: 'Traitements',
  add: 'Ajouter un traitement',
  change: 'Modifier le traitement',
  empty: 'Aucun traitement indiqué',
  emptyText: 'Les médicaments pris, avec leur dose : utile pour éviter les mauvaises associations.',
  name: 'Nom du médicament ou du traitement',
  dosage: 'Posologie',
  dosageHint: 'Par exemple : 1 comprimé le matin.',
};

export const allergies = {
  title: 'Allergies',
  add: 'Ajouter une allergie',
  change: 'Modifier l’allergie',
  empty: 'Aucune allergie indiquée',
  emptyText: 'Médicament, aliment, pollen, latex… Ce qui n’est pas supporté peut tout changer en urgence.',
  name: 'À quoi êtes-vous allergique ?',
  resolved: 'Cette allergie est passée',
  resolvedBadge: 'Passée',
};

export const vaccinations = {
  title: 'Vaccinations',
  lead: 'Votre carnet de vaccination : doses, dates, lots.',
  add: 'Ajouter une vaccination',
  change: 'Modifier la vaccination',
  empty: 'Aucune vaccination indiquée',
  emptyText: 'Recopiez votre carnet papier, ou déposez-en une photo dans vos documents : rien ne se perdra.',
  vaccine: 'Maladie ou vaccin',
  vaccineHint: 'Par exemple : rougeole-oreillons-rubéole, ou le nom de la boîte.',
  vaccineMissing: 'Donnez la maladie ou le nom du vaccin.',
  date: 'Date de l’injection',
  kind: 'Type d’injection',
  batch: 'Numéro de lot',
  vaccinator: 'Vaccinateur',
  targets: 'Protège contre',
  dose: 'Dose',
};

export const measures = {
  title: 'Mesures',
  lead: 'Poids, tension, glycémie : la dernière valeur d’un coup d’œil, l’histoire en courbe et en tableau.',
  add: 'Ajouter une mesure',
  addKind: (kind: string) => `Ajouter : ${kind}`,
  change: 'Modifier la mesure',
  back: 'Toutes les mesures',
  empty: 'Aucune mesure pour l’instant',
  emptyText: 'Notez votre poids ou votre tension : vous verrez leur évolution, et vos soignants autorisés aussi.',
  others: 'Pas encore mesuré',
  kind: 'Mesure',
  value: 'Valeur',
  systolic: 'Systolique (le plus grand)',
  diastolic: 'Diastolique (le plus petit)',
  date: 'Date',
  time: 'Heure',
  comment: 'Commentaire',
  chart: 'Courbe',
  table: 'Tableau',
  chartOf: (kind: string, count: number) =>
    `Courbe : ${kind}, ${count} valeurs ; les mêmes valeurs sont dans le tableau.`,
  oneValue: 'Une courbe se dessinera dès la deuxième valeur.',
  source: 'Origine',
  actions: 'Actions',
  numberMissing: 'Écrivez un nombre.',
  range: (min: string, max: string, unit: string) =>
    `Cette valeur n’est pas possible : entre ${min} et ${max} ${unit}.`,
  whole: 'Écrivez un nombre entier.',
  pressureOrder: 'La systolique doit être plus grande que la diastolique.',
  dateMissing: 'Donnez la date de la mesure.',
  removeText: 'Cette valeur sera supprimée de votre historique.',
  history: (kind: string) => `Voir l’historique : ${kind}`,
  also: 'soit',
};
