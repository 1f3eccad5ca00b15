import type { Caller } from './caller.ts';

/** Why a decision was taken. The texts are what people and software read; the codes are what the audit keeps. */
export const reasons = {
  'own-record': { fr: 'c’est son propre dossier', en: 'it is one’s own record' },
  'legal-representative': {
    fr: 'c’est un représentant légal de la personne mineure',
    en: 'it is a legal representative of the minor',
  },
  authorised: { fr: 'le patient a autorisé ce professionnel', en: 'the patient authorised this professional' },
  deposit: { fr: 'déposer ne demande pas d’autorisation', en: 'depositing needs no authorisation' },
  author: { fr: 'ce professionnel en est l’auteur', en: 'this professional wrote it' },
  'samu-regulation': { fr: 'régulation du SAMU, admise par le patient', en: 'SAMU regulation, allowed by the patient' },
  'broken-glass': { fr: 'urgence déclarée (bris de glace)', en: 'declared emergency (break-glass)' },
  directory: { fr: 'annuaire des professionnels', en: 'directory of professionals' },
  'identity-lookup': { fr: 'recherche par un INS complet', en: 'look-up by a whole INS' },
  'consent-at-consultation': {
    fr: 'autorisation recueillie en consultation',
    en: 'authorisation given at a consultation',
  },
  'mail-received': { fr: 'message d’une organisation admise', en: 'message from an admitted organisation' },
  'space-unknown': { fr: 'aucun espace ouvert à ce nom', en: 'no open space under this name' },
  'space-not-open': { fr: 'cet espace n’est pas ouvert', en: 'this space is not open' },
  'not-own-record': { fr: 'ce n’est pas votre dossier', en: 'it is not your record' },
  'of-age': {
    fr: 'cette personne est majeure : son espace n’est plus qu’à elle',
    en: 'this person is of age: the space is theirs alone',
  },
  'minor-signs-not-in': {
    fr: 'avant sa majorité, une personne n’a pas d’accès à elle',
    en: 'before coming of age a person has no access of their own',
  },
  'professional-blocked': { fr: 'le patient a bloqué ce professionnel', en: 'the patient blocked this professional' },
  'no-authorisation': {
    fr: 'le patient n’a pas autorisé ce professionnel',
    en: 'the patient has not authorised this professional',
  },
  'matrix-closed': {
    fr: 'la matrice d’habilitation ne le permet pas à cette profession',
    en: 'the access matrix does not allow it to this profession',
  },
  'not-author': { fr: 'seul l’auteur peut modifier ou supprimer', en: 'only the author may change or delete' },
  'emergency-refused': {
    fr: 'le patient n’admet pas l’accès en urgence',
    en: 'the patient does not allow access in an emergency',
  },
  'caller-closed': {
    fr: 'cet appelant n’a aucun droit sur cette action',
    en: 'this caller has no right to this action',
  },
} as const;
export type Reason = keyof typeof reasons;

/** The reason as it is said to the caller. Who names a space that is not theirs hears the same whether there is one or not. */
export const saidTo = (caller: Caller, reason: Reason): Reason =>
  caller.kind === 'patient' && reason === 'space-unknown' ? 'not-own-record' : reason;
