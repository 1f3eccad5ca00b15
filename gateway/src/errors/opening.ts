import { row, type ErrorRow } from './row.ts';

/** A: opening a space, or refusing it. */
export const opening = {
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
} as const satisfies Record<string, ErrorRow>;
