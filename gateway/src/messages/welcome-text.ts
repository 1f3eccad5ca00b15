export interface Welcome {
  subject: string;
  text: string;
}

/** A9: the first message that waits in a space. Nothing of it is about health: it says what there is, and where help is. */
export const welcomeText: Record<'fr' | 'en', Welcome> = {
  fr: {
    subject: 'Bienvenue dans votre espace de santé',
    text: [
      'Bonjour,',
      'Votre espace de santé est ouvert. Il est à vous : vous décidez de ce qu’il contient et de qui peut le voir.',
      'Pour commencer :',
      '- complétez le profil médical, en cinq étapes que vous pouvez passer ou reprendre à tout moment ;',
      '- ajoutez vos documents : ordonnances, résultats, comptes rendus ;',
      '- à la page « Accès », choisissez les professionnels que vous autorisez, et ce qui vaut en cas d’urgence ;',
      '- dans cette messagerie, les professionnels qui vous suivent peuvent vous écrire.',
      'Personne ne vous demandera jamais votre mot de passe ni un code. Pour toute question, ouvrez la page « Aide », en bas de chaque page.',
      'Ce message est automatique : il n’attend pas de réponse.',
    ].join('\n\n'),
  },
  en: {
    subject: 'Welcome to your health space',
    text: [
      'Hello,',
      'Your health space is open. It is yours: you decide what it holds and who can see it.',
      'To begin:',
      '- complete the medical profile, in five steps that you can skip or take up again at any time;',
      '- add your documents: prescriptions, results, reports;',
      '- on the “Access” page, choose the professionals whom you authorise, and what applies in an emergency;',
      '- in this mailbox, the professionals who look after you can write to you.',
      'Nobody will ever ask you for your password or a code. If you have a question, open the “Help” page, at the foot of every page.',
      'This message is automatic: it expects no reply.',
    ].join('\n\n'),
  },
};

/** C2: the same in a child's space, which the legal representatives read. */
export const childWelcomeText: Record<'fr' | 'en', (name: string) => Welcome> = {
  fr: (name) => ({
    subject: `${name} a un espace de santé`,
    text: [
      'Bonjour,',
      `L’espace de santé de votre enfant, ${name}, est ouvert. D’ici à ses 18 ans, ses représentants légaux décident de ce qu’il contient et de qui peut le voir.`,
      'Pour commencer :',
      '- complétez le profil médical de votre enfant, en cinq étapes que vous pouvez passer ou reprendre à tout moment ;',
      '- ajoutez ses documents : ordonnances, résultats, comptes rendus ;',
      '- à la page « Accès », choisissez les professionnels que vous autorisez pour votre enfant, et ce qui vaut en cas d’urgence ;',
      '- dans cette messagerie, les professionnels qui suivent votre enfant peuvent vous écrire.',
      'Personne ne vous demandera jamais votre mot de passe ni un code. Pour toute question, ouvrez la page « Aide », en bas de chaque page.',
      'Ce message est automatique : il n’attend pas de réponse.',
    ].join('\n\n'),
  }),
  en: (name) => ({
    subject: `${name} has a health space`,
    text: [
      'Hello,',
      `The health space of your child, ${name}, is open. Until the age of 18, the legal representatives decide what it holds and who can see it.`,
      'To begin:',
      '- complete the medical profile of your child, in five steps that you can skip or take up again at any time;',
      '- add documents: prescriptions, results, reports;',
      '- on the “Access” page, choose the professionals whom you authorise for your child, and what applies in an emergency;',
      '- in this mailbox, the professionals who look after your child can write to you.',
      'Nobody will ever ask you for your password or a code. If you have a question, open the “Help” page, at the foot of every page.',
      'This message is automatic: it expects no reply.',
    ].join('\n\n'),
  }),
};
