import type { Label } from './label.ts';

/** Why a resource cannot be shown as one of our entries. The resource itself is kept as it is. */
export const UNREADABLE = {
  'resource-type': { fr: 'Ce n’est pas le type de ressource attendu.', en: 'Not the type of resource expected.' },
  modifier: {
    fr: 'La ressource porte une précision qui en change le sens (modifierExtension ou implicitRules).',
    en: 'The resource has a modifier that changes its meaning (modifierExtension or implicitRules).',
  },
  'no-patient': { fr: 'La ressource ne dit pas à quel patient elle appartient.', en: 'It does not say whose it is.' },
  status: { fr: 'Le statut ne permet pas de l’afficher comme un fait.', en: 'Its status is not that of a fact.' },
  'nothing-to-declare': { fr: 'La ressource dit « rien à déclarer ».', en: 'It says “nothing to declare”.' },
  'no-name': { fr: 'La ressource n’a pas de nom lisible.', en: 'It has no name that can be read.' },
  'no-code': { fr: 'Le code n’est pas connu ici.', en: 'Its code is not known here.' },
  'no-date': { fr: 'La date manque.', en: 'The date is missing.' },
  date: { fr: 'La date n’est pas une date réelle.', en: 'The date is not a real one.' },
  'date-form': {
    fr: 'La date est donnée sous une autre forme (âge, intervalle, texte).',
    en: 'The date has another form (age, range, text).',
  },
  'no-value': { fr: 'La valeur manque.', en: 'The value is missing.' },
  comparator: { fr: 'La valeur est une borne (< ou >).', en: 'The value is a bound (< or >).' },
  unit: { fr: 'L’unité n’est pas connue ici.', en: 'Its unit is not known here.' },
  gender: {
    fr: 'Le sexe n’est pas celui de l’état civil (male, female, unknown).',
    en: 'Sex is not one of the three.',
  },
  'several-official': { fr: 'Plusieurs identifiants officiels.', en: 'Several official identifiers.' },
  'no-identifier': { fr: 'L’identifiant national manque.', en: 'The national identifier is missing.' },
  'ins-key': { fr: 'La clé de l’INS est fausse.', en: 'The key of the INS is wrong.' },
  'identity-status': { fr: 'Le statut de l’identité est douteux.', en: 'The status of the identity is doubtful.' },
  'no-file': { fr: 'Le fichier manque ou se trouve ailleurs.', en: 'The file is missing or elsewhere.' },
  'several-files': { fr: 'Plusieurs fichiers pour un document.', en: 'Several files for one document.' },
  'narrower-rule': { fr: 'La règle d’accès a des conditions non gérées.', en: 'The rule has conditions not handled.' },
  'no-party': { fr: 'L’expéditeur ou le destinataire manque.', en: 'Sender or recipient is missing.' },
} as const satisfies Record<string, Label>;

export type UnreadableReason = keyof typeof UNREADABLE;

/** "Written by other software": cannot be shown in full, and why (a key of `UNREADABLE`). */
export interface Unreadable {
  readonly unreadable: UnreadableReason;
}

export const unreadable = (reason: UnreadableReason): Unreadable => ({ unreadable: reason });

export const isUnreadable = (value: unknown): value is Unreadable =>
  typeof value === 'object' && value !== null && 'unreadable' in value;
