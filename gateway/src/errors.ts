import { waitText } from './wait-text.ts';

/** FHIR issue types that we use (R4 value set issue-type). */
type IssueType =
  | 'structure'
  | 'required'
  | 'value'
  | 'invalid'
  | 'login'
  | 'expired'
  | 'forbidden'
  | 'not-supported'
  | 'not-found'
  | 'deleted'
  | 'duplicate'
  | 'conflict'
  | 'too-long'
  | 'too-costly'
  | 'throttled'
  | 'timeout'
  | 'business-rule'
  | 'transient'
  | 'exception';

export interface ErrorRow {
  status: number;
  issue: IssueType;
  /** Whether the same request may succeed later. */
  retry: boolean;
  fr: string;
  en: string;
}

const row = (status: number, issue: IssueType, fr: string, en: string, retry = false): ErrorRow => ({
  status,
  issue,
  retry,
  fr,
  en,
});

/** Every error that leaves the gateway. `{name}` in a text is filled from the problem's details. docs/errors.md is compared with this table by a test. */
export const errors = {
  // The shape of the request
  'json-malformed': row(
    400,
    'structure',
    'Le contenu envoyé n’est pas du JSON lisible.',
    'The body is not readable JSON.',
  ),
  'request-invalid': row(
    400,
    'invalid',
    'La demande ne convient pas : {detail}.',
    'The request is not right: {detail}.',
  ),
  'form-malformed': row(400, 'structure', 'Le formulaire envoyé est illisible.', 'The form sent is unreadable.'),
  'path-undecodable': row(
    400,
    'invalid',
    'L’adresse demandée est mal écrite.',
    'The address asked for is badly written.',
  ),
  'request-unreadable': row(
    400,
    'structure',
    'Cette demande n’est pas du HTTP lisible.',
    'This request is not readable HTTP.',
  ),
  'request-too-slow': row(
    408,
    'timeout',
    'La demande a mis trop de temps à arriver : recommencez.',
    'The request took too long to arrive: send it again.',
  ),
  'headers-too-large': row(
    431,
    'too-long',
    'L’adresse et les en-têtes de la demande dépassent 16 ko.',
    'The address and headers of the request are larger than 16 kB.',
  ),
  'route-unknown': row(404, 'not-found', 'Cette adresse n’existe pas.', 'There is nothing at this address.'),
  'method-not-allowed': row(
    405,
    'not-supported',
    'Cette action n’est pas possible ici : {detail}.',
    'This action is not possible here: {detail}.',
  ),
  'not-acceptable': row(
    406,
    'not-supported',
    'Seul le JSON est servi : demandez application/fhir+json.',
    'JSON only: ask for application/fhir+json.',
  ),
  'media-type-unsupported': row(
    415,
    'not-supported',
    'Seul le JSON est accepté : envoyez application/fhir+json. Le XML n’est pas pris en charge.',
    'JSON only: send application/fhir+json. XML is not supported.',
  ),
  'body-too-large': row(
    413,
    'too-long',
    'La demande dépasse la taille permise ({max}).',
    'The request is larger than allowed ({max}).',
  ),
  'too-many-requests': row(
    429,
    'throttled',
    'Trop de demandes : réessayez dans {wait}.',
    'Too many requests: try again in {wait}.',
    true,
  ),
  'idempotency-mismatch': row(
    422,
    'duplicate',
    'Cette clé d’idempotence a déjà servi à une autre demande.',
    'This idempotency key was used for another request.',
  ),
  // Who calls
  'not-signed-in': row(401, 'login', 'Connectez-vous pour continuer.', 'Sign in to go on.'),
  'credentials-wrong': row(401, 'login', 'Identifiant ou mot de passe incorrect.', 'Wrong identifier or password.'),
  'code-wrong': row(401, 'login', 'Ce code est faux ou n’est plus valable.', 'This code is wrong or no longer valid.'),
  'challenge-expired': row(
    401,
    'expired',
    'La connexion a pris trop de temps : recommencez.',
    'Signing in took too long: start again.',
  ),
  'attempts-exceeded': row(429, 'throttled', 'Trop d’essais : attendez {wait}.', 'Too many tries: wait {wait}.', true),
  'token-missing': row(
    401,
    'login',
    'Un jeton d’accès est nécessaire (Authorization: Bearer).',
    'An access token is needed (Authorization: Bearer).',
  ),
  'token-invalid': row(
    401,
    'login',
    'Le jeton d’accès n’est pas valable : {detail}.',
    'The access token is not valid: {detail}.',
  ),
  'token-expired': row(
    401,
    'expired',
    'Le jeton d’accès a expiré : demandez-en un nouveau.',
    'The access token has expired: get a new one.',
  ),
  'professional-unknown': row(
    403,
    'forbidden',
    'Le fournisseur d’identité n’a donné ni numéro RPPS ni profession.',
    'The identity provider gave no RPPS number or no profession.',
  ),
  'login-failed': row(
    401,
    'login',
    'La connexion n’a pas abouti : recommencez.',
    'Signing in did not succeed: start again.',
  ),
  'origin-refused': row(
    403,
    'forbidden',
    'Cette demande ne vient pas du portail.',
    'This request does not come from the portal.',
  ),
  'channel-unavailable': row(
    422,
    'not-supported',
    'Le code ne peut pas être envoyé par ce moyen : choisissez-en un autre.',
    'The code cannot be sent this way: choose another.',
  ),
  'proof-required': row(
    403,
    'login',
    'Pour cette action, prouvez d’abord que c’est bien vous : donnez votre mot de passe ou utilisez votre clé d’accès.',
    'For this, first prove that it is you: give your password or use your passkey.',
  ),
  'declaration-required': row(
    422,
    'required',
    'Cochez cette déclaration : sans elle, la demande ne peut pas être faite.',
    'Tick this declaration: the request cannot be made without it.',
  ),
  'minor-not-attached': row(
    404,
    'not-found',
    'Cet enfant ne vous est pas rattaché : actualisez la page, ou demandez le rattachement à votre organisme d’assurance maladie.',
    'This child is not attached to you: reload the page, or ask your health insurer for the attachment.',
  ),
  'representative-limit': row(
    409,
    'business-rule',
    'Deux représentants légaux ont déjà accès à cet espace : c’est le plus qu’il puisse y avoir.',
    'Two legal representatives already have access to this space: there can be no more.',
  ),
  'representative-last': row(
    409,
    'business-rule',
    'Un espace d’enfant garde au moins un représentant légal : invitez d’abord l’autre représentant.',
    'A child’s space keeps at least one legal representative: invite the other one first.',
  ),
  'removal-not-yours': row(
    403,
    'forbidden',
    'Vous ne pouvez pas retirer ce représentant vous-même : avec une décision de justice, adressez-vous à l’assistance.',
    'You cannot remove this representative yourself: with a court’s decision, turn to the help desk.',
  ),
  'invitation-waiting': row(
    409,
    'business-rule',
    'Une invitation attend déjà une réponse : annulez-la pour en envoyer une autre.',
    'An invitation already awaits an answer: withdraw it to send another.',
  ),
  'invitation-ended': row(
    410,
    'expired',
    'Cette invitation n’est plus valable : demandez qu’on vous en envoie une autre.',
    'This invitation is no longer valid: ask for another one.',
  ),
  'recovery-expired': row(
    422,
    'expired',
    'Ce lien a déjà servi ou n’est plus valable : demandez-en un autre.',
    'This link was used already or is no longer valid: ask for another.',
  ),
  'passkey-refused': row(
    401,
    'login',
    'Cette clé d’accès n’a pas été reconnue : réessayez, ou connectez-vous avec votre mot de passe.',
    'This passkey was not recognised: try again, or sign in with your password.',
  ),
  'passkey-unsupported': row(
    422,
    'not-supported',
    'Cet appareil n’a pas pu créer de clé d’accès utilisable ici.',
    'This device could not make a passkey that can be used here.',
  ),
  // May they
  'access-refused': row(403, 'forbidden', 'Accès refusé : {reason}.', 'Access refused: {reason}.'),
  // Opening a space
  'identification-failed': row(
    422,
    'business-rule',
    'Ces informations ne permettent pas de vous identifier, ou le code n’est plus valable.',
    'These details do not identify you, or the code is no longer valid.',
  ),
  'opening-expired': row(
    422,
    'expired',
    'L’identification a expiré : recommencez.',
    'The identification has expired: start again.',
  ),
  'code-taken': row(
    409,
    'conflict',
    'Ce code est en cours d’utilisation sur un autre appareil : terminez-y, ou réessayez dans une demi-heure.',
    'This code is in use on another device: finish there, or try again in half an hour.',
  ),
  'already-active': row(
    422,
    'business-rule',
    'Cet espace a déjà un accès : connectez-vous.',
    'This space has a login already: sign in.',
  ),
  'contact-invalid': row(
    422,
    'value',
    'Cette adresse ou ce numéro ne convient pas : vérifiez ce que vous avez écrit.',
    'This address or number is not right: check what you wrote.',
  ),
  'contact-code-wrong': row(
    422,
    'business-rule',
    'Ce code est faux ou n’est plus valable : vérifiez-le, ou demandez-en un autre.',
    'This code is wrong or no longer valid: check it, or ask for another one.',
  ),
  'contact-unverified': row(
    422,
    'business-rule',
    'Vérifiez d’abord votre adresse e-mail.',
    'Verify your e-mail address first.',
  ),
  'current-password-wrong': row(
    422,
    'value',
    'Ce n’est pas votre mot de passe actuel.',
    'This is not your current password.',
  ),
  'closing-unconfirmed': row(
    422,
    'value',
    'Pour fermer votre espace, écrivez votre identifiant exactement.',
    'To close your space, write your identifier exactly.',
  ),
  'closing-name-wrong': row(
    422,
    'value',
    'Pour fermer cet espace, écrivez le prénom de l’enfant.',
    'To close this space, write the child’s first name.',
  ),
  'representation-ending': row(
    403,
    'forbidden',
    'Votre accès à cet espace prend fin bientôt : l’autre représentant légal peut le fermer ou le rouvrir.',
    'Your access to this space is about to end: the other legal representative can close it or open it again.',
  ),
  'own-space-only': row(
    422,
    'business-rule',
    'Cette action ne concerne que votre propre espace : revenez-y d’abord.',
    'This concerns your own space only: go back to it first.',
  ),
  'export-running': row(
    409,
    'conflict',
    'Une copie de cet espace est déjà en préparation.',
    'A copy of this space is being prepared already.',
  ),
  'export-limit': row(
    429,
    'throttled',
    'Trois copies de cet espace ont déjà été demandées aujourd’hui : attendez demain.',
    'Three copies of this space were asked for today already: wait until tomorrow.',
    true,
  ),
  'export-gone': row(
    410,
    'deleted',
    'Cette copie n’est plus là, ou n’a pas abouti : demandez-en une autre.',
    'This copy is no longer there, or was not finished: ask for another one.',
  ),
  'identifier-invalid': row(
    422,
    'value',
    'L’identifiant doit avoir 8 caractères ou plus, sans majuscule ni espace, et ne pas être une adresse e-mail.',
    'The identifier needs 8 or more characters, no capitals, no spaces, and must not be an e-mail address.',
  ),
  'identifier-unavailable': row(
    422,
    'duplicate',
    'Cet identifiant n’est pas disponible : choisissez-en un autre.',
    'This identifier is not available: choose another one.',
  ),
  'password-weak': row(
    422,
    'value',
    'Le mot de passe doit avoir 8 caractères ou plus, une majuscule, une minuscule, un chiffre et un caractère spécial.',
    'The password needs 8 or more characters, a capital, a small letter, a digit and a special character.',
  ),
  'password-guessable': row(
    422,
    'value',
    'Ce mot de passe se devine trop bien : {why}.',
    'This password is too easy to guess: {why}.',
  ),
  'certificate-unknown': row(
    404,
    'not-found',
    'Aucune attestation ne porte ce code : vérifiez-le.',
    'No certificate has this code: check it.',
  ),
  'certificate-expired': row(
    410,
    'expired',
    'Cette attestation ne peut plus être téléchargée : elle l’était pendant un jour.',
    'This certificate can no longer be downloaded: it could for a day.',
  ),
  // The record
  'resource-not-found': row(
    404,
    'not-found',
    'Introuvable, ou hors de votre accès.',
    'Not found, or outside your access.',
  ),
  'resource-deleted': row(410, 'deleted', 'Cet élément a été supprimé.', 'This item was deleted.'),
  'resource-invalid': row(
    422,
    'invalid',
    'La ressource n’est pas acceptée : {detail}.',
    'The resource is not accepted: {detail}.',
  ),
  'resource-type-closed': row(
    404,
    'not-supported',
    'Le type de ressource {type} n’est pas servi ici.',
    'Resource type {type} is not served here.',
  ),
  'search-unsupported': row(
    400,
    'not-supported',
    'Le paramètre de recherche {parameter} n’est pas servi : {detail}.',
    'Search parameter {parameter} is not served: {detail}.',
  ),
  'search-patient-required': row(
    400,
    'required',
    'La recherche doit nommer le patient : ajoutez patient=<id> ou patient.identifier=<INS>.',
    'The search must name the patient: add patient=<id> or patient.identifier=<INS>.',
  ),
  'patient-required': row(
    422,
    'required',
    'La ressource doit désigner son patient (subject ou patient).',
    'The resource must reference its patient (subject or patient).',
  ),
  'page-expired': row(
    410,
    'expired',
    'Cette page n’est plus disponible : refaites la recherche.',
    'This page is no longer available: search again.',
  ),
  'version-required': row(
    428,
    'required',
    'Indiquez la version modifiée (If-Match).',
    'Say which version you change (If-Match).',
  ),
  'version-stale': row(
    412,
    'conflict',
    'Quelqu’un a modifié cet élément entre-temps : rechargez-le avant de le changer.',
    'Somebody has changed this item meanwhile: reload it before changing it.',
  ),
  'reference-unknown': row(
    422,
    'business-rule',
    'La référence {reference} ne désigne rien que vous puissiez voir dans ce dossier.',
    'Reference {reference} points at nothing that you can see in this record.',
  ),
  'resource-conflict': row(
    409,
    'conflict',
    'Un autre élément du dossier en dépend encore, ou le même vient d’être écrit.',
    'Another item of the record still depends on it, or the same was just written.',
  ),
  'transaction-several-patients': row(
    422,
    'business-rule',
    'Une transaction concerne un seul patient : faites-en une par patient, ou un batch.',
    'A transaction is about one patient: make one for each, or a batch.',
  ),
  'reason-required': row(
    422,
    'required',
    'Donnez la raison de l’urgence, de 10 à 300 caractères.',
    'Give the reason of the emergency, 10 to 300 characters.',
  ),
  'match-ambiguous': row(
    412,
    'conflict',
    'Plusieurs éléments répondent à la condition.',
    'Several items match the condition.',
  ),
  'space-state': row(
    409,
    'business-rule',
    'Cet espace n’est plus dans l’état attendu : rechargez la page.',
    'The space is no longer as expected: reload the page.',
  ),
  'measure-out-of-range': row(
    422,
    'value',
    'Cette valeur n’est pas possible : entre {min} et {max} {unit}.',
    'This value is not possible: between {min} and {max} {unit}.',
  ),
  'entry-foreign': row(
    409,
    'conflict',
    'Cet élément a été écrit par un autre logiciel : il ne peut pas être modifié ici.',
    'This item was written by other software: it cannot be changed here.',
  ),
  'section-not-empty': row(
    409,
    'business-rule',
    'Cette rubrique contient des éléments : supprimez-les avant de dire « rien à déclarer ».',
    'This section has entries: delete them before saying “nothing to declare”.',
  ),
  // Documents
  'document-too-large': row(413, 'too-long', 'Le document dépasse {max}.', 'The document is larger than {max}.'),
  'document-type-refused': row(
    415,
    'not-supported',
    'Ce type de fichier n’est pas accepté : jpg, png, pdf, txt, rtf ou tif.',
    'This kind of file is not accepted: jpg, png, pdf, txt, rtf or tif.',
  ),
  'document-content-mismatch': row(
    422,
    'value',
    'Le contenu du fichier n’est pas ce que son nom annonce ({expected}).',
    'The content of the file is not what its name says ({expected}).',
  ),
  'document-unreadable': row(
    422,
    'value',
    'Le fichier est abîmé ou protégé : il ne peut pas être lu.',
    'The file is damaged or protected: it cannot be read.',
  ),
  'document-not-shown': row(
    409,
    'not-supported',
    'Ce fichier ne peut pas être affiché ici : téléchargez-le.',
    'This file cannot be shown here: download it.',
  ),
  // Messages
  'message-no-correspondent': row(
    409,
    'business-rule',
    'Seul un professionnel peut commencer un échange.',
    'Only a professional can start an exchange.',
  ),
  'exchange-ended': row(
    409,
    'business-rule',
    'Ce professionnel a mis fin à vos échanges.',
    'This professional has ended your exchanges.',
  ),
  'sender-not-allowed': row(
    422,
    'business-rule',
    'Cet expéditeur n’est pas admis à écrire aux patients.',
    'This sender is not admitted to write to patients.',
  ),
  'foreign-domain': row(
    422,
    'business-rule',
    'Cette adresse n’est pas celle d’un patient d’ici.',
    'This address is not that of a patient here.',
  ),
  'unknown-patient': row(422, 'not-found', 'Aucun patient n’a cette adresse.', 'No patient has this address.'),
  'space-closed': row(422, 'business-rule', 'L’espace de ce patient est fermé.', 'This patient’s space is closed.'),
  'sender-blocked': row(
    422,
    'forbidden',
    'Ce patient ne reçoit pas les messages de cet expéditeur.',
    'This patient takes no messages from this sender.',
  ),
  'attachments-too-large': row(
    413,
    'too-long',
    'Les pièces jointes dépassent {max}.',
    'The attachments are larger than {max}.',
  ),
  // Elsewhere
  'fhir-unavailable': row(
    503,
    'transient',
    'Le dossier est momentanément indisponible : réessayez dans un instant.',
    'The record is unavailable for the moment: try again shortly.',
    true,
  ),
  'database-unavailable': row(
    503,
    'transient',
    'Le service est momentanément indisponible : réessayez dans un instant.',
    'The service is unavailable for the moment: try again shortly.',
    true,
  ),
  'mail-unavailable': row(
    503,
    'transient',
    'Le message n’a pas pu être envoyé : réessayez dans un instant.',
    'The message could not be sent: try again shortly.',
    true,
  ),
  'sms-unavailable': row(
    503,
    'transient',
    'Le SMS n’a pas pu être envoyé : réessayez dans un instant, ou choisissez un autre moyen.',
    'The text message could not be sent: try again shortly, or choose another way.',
    true,
  ),
  'identity-provider-unavailable': row(
    503,
    'transient',
    'Le fournisseur d’identité des professionnels ne répond pas : réessayez dans un instant.',
    'The identity provider of professionals does not answer: try again shortly.',
    true,
  ),
  unforeseen: row(
    500,
    'exception',
    'Une erreur imprévue est survenue. Donnez la référence {reference} à l’assistance.',
    'Something unforeseen went wrong. Give reference {reference} to support.',
    true,
  ),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errors;

/** What a problem says beyond its code: fills the texts. A pair gives the French and the English word; `seconds` to wait fill `{wait}`, too. */
export type Details = Record<string, string | number | { fr: string; en: string }>;
export interface FieldFault {
  field: string;
  fr: string;
  en: string;
}

/** A foreseen refusal, thrown anywhere and turned into an answer in one place for each protocol. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly details: Details;
  readonly fields: FieldFault[];
  constructor(code: ErrorCode, details: Details = {}, fields: FieldFault[] = [], cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.details = details;
    this.fields = fields;
  }

  get row(): ErrorRow {
    return errors[this.code];
  }

  /** The text for people in one language. */
  text(language: 'fr' | 'en'): string {
    return errors[this.code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
      const { seconds } = this.details;
      const value = name === 'wait' && typeof seconds === 'number' ? waitText(seconds) : this.details[name];
      return typeof value === 'object' ? value[language] : String(value ?? '');
    });
  }
}

/** `throw problem('document-too-large', { max: '5 Mo' })` */
export const problem = (code: ErrorCode, details?: Details, fields?: FieldFault[], cause?: unknown): Problem =>
  new Problem(code, details, fields, cause);
