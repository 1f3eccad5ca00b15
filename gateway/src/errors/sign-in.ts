import { row, type ErrorRow } from './row.ts';

/** B: a patient’s ways in, and back in. */
export const signIn = {
  'credentials-wrong': row(401, 'login', 'Identifiant ou mot de passe incorrect.', 'Wrong identifier or password.'),
  'code-wrong': row(401, 'login', 'Ce code est faux ou n’est plus valable.', 'This code is wrong or no longer valid.'),
  'challenge-expired': row(
    401,
    'expired',
    'La connexion a pris trop de temps : recommencez.',
    'Signing in took too long: start again.',
  ),
  'attempts-exceeded': row(429, 'throttled', 'Trop d’essais : attendez {wait}.', 'Too many tries: wait {wait}.', true),
  'channel-unavailable': row(
    422,
    'not-supported',
    'Le code ne peut pas être envoyé par ce moyen : choisissez-en un autre.',
    'The code cannot be sent this way: choose another.',
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
} as const satisfies Record<string, ErrorRow>;
