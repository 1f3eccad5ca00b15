import { de } from './elision.ts';

/** C2 : ce qui se dit dans l’espace d’un enfant. */
export const child = {
  settings: (name: string) => `Réglages de l’espace ${de(name)}`,
  settingsLead: 'Ce qui vaut pour cet espace, et pour lui seul.',
  mine: 'Mes réglages',
  mineText:
    'Votre identifiant, votre mot de passe, vos adresses et la langue de vos messages sont à vous, pas à cet espace\u00a0: ils se trouvent dans vos réglages.',
  firstName: 'Prénom',
  name: 'Nom',
  notices: 'Ce que nous vous envoyons',
  newMessage: (name: string) => `Un e-mail quand un message arrive dans l’espace ${de(name)}`,
  noticesText:
    'Ce choix est le vôtre\u00a0: l’autre représentant légal a le sien. Un accès en urgence vous est toujours annoncé.',
  sharing: 'Partage du profil',
  sharingText: 'Qui a accès à cet espace en tant que représentant légal, et l’invitation d’une seconde personne.',
  representatives: (name: string) => `Représentants légaux ${de(name)}`,
  confidentiality: 'Confidentialité',
  confidentialityText: 'Quels professionnels peuvent lire cet espace, en temps normal et en urgence.',
  access: (name: string) => `Accès à l’espace ${de(name)}`,
  more: 'Plus',
  copy: (name: string) => `Copie de l’espace ${de(name)}`,
  copyLead:
    'Ce que contient l’espace, dans un fichier zip\u00a0: données FHIR, documents, résumé lisible en PDF, journal. Ce qu’un professionnel protège à la demande d’un enfant n’y figure pas.',
  copyWarn: 'Ce fichier contient des données de santé, sans protection. Gardez-le en lieu sûr.',
  close: (name: string) => `Fermer l’espace ${de(name)}`,
  closeLead: 'Un représentant légal peut fermer l’espace d’un enfant à tout moment, et le rouvrir.',
  closeFacts: [
    'Plus personne n’entre\u00a0: ni vous, ni l’autre représentant légal, ni les professionnels. C’est immédiat.',
    'Le contenu est gardé dix ans, puis détruit. D’ici là, un représentant légal peut rouvrir l’espace depuis la page «\u00a0Famille\u00a0». Tout s’y retrouve comme avant.',
    'Les copies préparées de cet espace sont supprimées.',
    'L’autre représentant légal, et les adultes à qui l’Assurance Maladie rattache l’enfant, en sont informés.',
    'Vous recevez une attestation.',
  ],
  closeCopy: 'Faites d’abord une copie de cet espace',
  closeName: 'Pour confirmer, écrivez le prénom de l’enfant',
  closeMissing: 'Écrivez le prénom de l’enfant.',
  closed: (name: string) => `L’espace ${de(name)} est fermé`,
  closedText: (until: string) => `Plus personne n’y a accès. Le contenu est gardé jusqu’au ${until}, puis détruit.`,
  closedSince: (since: string, until: string) =>
    `Fermé le ${since}. Plus personne n’y a accès. Le contenu est gardé jusqu’au ${until}, puis détruit.`,
  closedBack: 'Un représentant légal peut le rouvrir depuis la page «\u00a0Famille\u00a0».',
  toFamily: 'Aller à la page Famille',
  reopen: (name: string) => `${name} (espace fermé, à rouvrir)`,
  allergen: 'Allergie à quoi\u00a0?',
  steps: {
    height: (name: string) => `Taille ${de(name)}`,
    weight: (name: string) => `Poids ${de(name)}`,
    diseases: (name: string) => `Maladies et sujets de santé ${de(name)}`,
    treatments: (name: string) => `Traitements ${de(name)}`,
    allergies: (name: string) => `Allergies ${de(name)}`,
  },
  stepsLead: (name: string) =>
    `Quelques réponses pour commencer le profil médical ${de(name)}. Rien n’est obligatoire, et tout se change plus tard.`,
  stepsDone: (name: string) => `Le profil ${de(name)} est commencé`,
  stepsDoneText:
    'Merci. Ces réponses sont dans le profil médical et les mesures de cet espace, et se complètent à tout moment.',
  profileLead: 'Ce que les soignants doivent savoir. Vous l’écrivez, eux aussi\u00a0; chaque ligne dit qui et quand.',
  toProfile: (name: string) => `Voir le profil médical ${de(name)}`,
  unfinished: (name: string) => `Complétez le profil médical ${de(name)}`,
  /** Ce qui est dit de la personne dans les autres textes, quand c’est un enfant. */
  said: (name: string) => ({
    vaccinations: {
      lead: `Le carnet de vaccination ${de(name)}\u00a0: doses, dates, lots.`,
      emptyText: `Recopiez le carnet papier ${de(name)}, ou déposez-en une photo dans les documents de cet espace\u00a0: rien ne se perdra.`,
    },
    measures: {
      lead: `Poids, taille, température ${de(name)}\u00a0: la dernière valeur d’un coup d’œil, l’histoire en courbe et en tableau.`,
      emptyText: `Notez la taille ou le poids ${de(name)}\u00a0: vous verrez leur évolution, et les soignants autorisés aussi.`,
      removeText: `Cette valeur sera supprimée de l’historique ${de(name)}.`,
    },
    access: {
      lead: `Vous décidez qui peut lire le dossier ${de(name)}. Chaque accès laisse une trace que vous pouvez voir.`,
      authorisedNone: `Aucun professionnel n’est encore autorisé dans l’espace ${de(name)}.`,
      blockedNone: `Personne n’est bloqué dans l’espace ${de(name)}.`,
      blockConfirm: (who: string) =>
        `${who} ne pourra plus rien lire ni déposer dans l’espace ${de(name)}, même en cas d’urgence. Vous pourrez le débloquer à tout moment.`,
      emergencyText: `Si les représentants légaux ${de(name)} ne peuvent pas donner leur accord, qui peut lire son dossier\u00a0? Vous êtes prévenu à chaque fois.`,
      samu: `Le SAMU peut lire le dossier ${de(name)}`,
      hidden: `Y compris les documents masqués ${de(name)}`,
      log: `Qui a consulté l’espace ${de(name)}`,
    },
    documents: {
      lead: `Ordonnances, résultats, comptes rendus ${de(name)}\u00a0: tout ce que ses représentants légaux et ses soignants ont déposé.`,
      noneText: `Déposez ici une ordonnance ou un résultat ${de(name)}\u00a0: vous l’aurez toujours sous la main, et les soignants autorisés aussi.`,
      removeText: (what: string) =>
        `«\u00a0${what}\u00a0» sera supprimé définitivement de l’espace ${de(name)}, pour ses représentants légaux et pour ses soignants.`,
      visibleHint: `Les représentants légaux ${de(name)} et les soignants qu’ils autorisent.`,
      hiddenHint: `Les représentants légaux ${de(name)} seuls, et le soignant qui l’aurait déposé.`,
      added: (what: string) => `«\u00a0${what}\u00a0» a été ajouté aux documents ${de(name)}.`,
    },
    messages: {
      lead: `Les échanges sécurisés de l’espace ${de(name)} avec les professionnels et les hôpitaux.`,
      address: `Adresse sécurisée ${de(name)}`,
      emptyText: `Seul un professionnel peut commencer un échange. Donnez-lui l’adresse ${de(name)}\u00a0: dès son premier message, vous pourrez lui répondre ici.`,
      firstRule: `Seul un professionnel peut commencer un échange\u00a0; vous pouvez répondre à ceux qui ont écrit à l’adresse ${de(name)}.`,
      you: `Espace ${de(name)}`,
      attachTitle: `Joindre des documents de l’espace ${de(name)}`,
      attachNone: `L’espace ${de(name)} n’a pas encore de document.`,
    },
    home: {
      fillProfile: `Compléter le profil ${de(name)}`,
      adviceText: `Vérifiez de temps en temps la liste des traitements ${de(name)}\u00a0: c’est elle que les soignants lisent d’abord.`,
    },
    form: {
      removeText: (what: string) => `«\u00a0${what}\u00a0» sera supprimé de l’espace ${de(name)}.`,
    },
  }),
};
