import { row, type ErrorRow } from './row.ts';

/** The shape and the pace of a request, whoever sends it. */
export const request = {
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
  'idempotency-unfinished': row(
    409,
    'conflict',
    'Une demande sous cette clé a été interrompue, et l’on ne sait pas si elle a abouti. Vérifiez-le ; sinon, refaites-la depuis la page rechargée, ou sous une autre clé.',
    'A request under this key was cut short, and whether it went through is not known. Look for yourself; if it did not, make it again from the page loaded anew, or under another key.',
  ),
} as const satisfies Record<string, ErrorRow>;
