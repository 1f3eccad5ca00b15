import { row, type ErrorRow } from './row.ts';

/** Who calls, and whether they may. */
export const callers = {
  'not-signed-in': row(401, 'login', 'Connectez-vous pour continuer.', 'Sign in to go on.'),
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
  'proof-required': row(
    403,
    'login',
    'Pour cette action, prouvez d’abord que c’est bien vous : donnez votre mot de passe ou utilisez votre clé d’accès.',
    'For this, first prove that it is you: give your password or use your passkey.',
  ),
  'access-refused': row(403, 'forbidden', 'Accès refusé : {reason}.', 'Access refused: {reason}.'),
  'reason-required': row(
    422,
    'required',
    'Donnez la raison de l’urgence, de 10 à 300 caractères.',
    'Give the reason of the emergency, 10 to 300 characters.',
  ),
} as const satisfies Record<string, ErrorRow>;
