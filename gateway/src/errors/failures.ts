import { row, type ErrorRow } from './row.ts';

/** What the caller can do nothing about. */
export const failures = {
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
