import type { ErrorCode, Problem } from '../errors.ts';

interface Remedy {
  fr: string;
  en: string;
}

/** What to do about a refusal, where the text itself does not say it. */
const remedies: Partial<Record<ErrorCode, Remedy>> = {
  'access-refused': {
    fr: 'Demandez au patient de vous autoriser, ou recueillez son accord en consultation (POST Consent) ; en urgence : POST Patient/<id>/$break-glass.',
    en: 'Ask the patient to authorise you, or record the consent given at a consultation (POST Consent); in an emergency: POST Patient/<id>/$break-glass.',
  },
  'resource-not-found': {
    fr: 'Vérifiez l’identifiant, ou cherchez par patient et critères.',
    en: 'Check the id, or search by patient and criteria.',
  },
  'resource-invalid': {
    fr: 'Corrigez la ressource d’après les points qui suivent, puis renvoyez-la.',
    en: 'Correct the resource by the issues that follow, then send it again.',
  },
  'resource-type-closed': {
    fr: 'Les types servis sont dans /fhir/R4/metadata.',
    en: 'The types served are in /fhir/R4/metadata.',
  },
  'search-unsupported': {
    fr: 'Les paramètres servis sont dans /fhir/R4/metadata ; avec Prefer: handling=lenient, les autres sont laissés de côté.',
    en: 'The parameters served are in /fhir/R4/metadata; with Prefer: handling=lenient the others are left out.',
  },
  'version-stale': {
    fr: 'Relisez la ressource, reportez votre modification, renvoyez-la avec If-Match.',
    en: 'Read the resource again, make your change on it, send it with If-Match.',
  },
  'token-missing': {
    fr: 'Obtenez un jeton auprès du fournisseur d’identité nommé dans /.well-known/smart-configuration.',
    en: 'Get a token from the identity provider named in /.well-known/smart-configuration.',
  },
  'document-too-large': {
    fr: 'Réduisez le document, ou déposez-le en plusieurs.',
    en: 'Make the document smaller, or deposit it in parts.',
  },
  'method-not-allowed': {
    fr: 'Les interactions servies sont dans /fhir/R4/metadata.',
    en: 'The interactions served are in /fhir/R4/metadata.',
  },
  'reference-unknown': {
    fr: 'Désignez le patient, un professionnel, une organisation, ou un élément du même dossier ; sinon donnez identifier ou display.',
    en: 'Refer to the patient, a professional, an organisation, or an item of the same record; else give identifier or display.',
  },
};

const byIssue: Partial<Record<string, Remedy>> = {
  transient: { fr: 'Réessayez après le délai de Retry-After.', en: 'Try again after Retry-After.' },
  throttled: { fr: 'Réessayez après le délai de Retry-After.', en: 'Try again after Retry-After.' },
  login: { fr: 'Demandez un nouveau jeton d’accès.', en: 'Get a new access token.' },
  exception: { fr: 'Donnez X-Request-Id à l’assistance.', en: 'Give X-Request-Id to support.' },
};

const otherwise: Remedy = {
  fr: 'Corrigez la demande, puis renvoyez-la ; X-Request-Id la désigne pour l’assistance.',
  en: 'Correct the request and send it again; X-Request-Id names it for support.',
};

/** French, then English. */
export function remedyOf({ code, row }: Problem): string {
  const { fr, en } = remedies[code] ?? byIssue[row.issue] ?? otherwise;
  return `${fr} | ${en}`;
}
