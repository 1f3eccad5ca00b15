import { row, type ErrorRow } from './row.ts';

/** F5: what somebody does with a space that is theirs: settings, copies, closing. */
export const spaces = {
  'space-state': row(
    409,
    'business-rule',
    'Cet espace n’est plus dans l’état attendu : rechargez la page.',
    'The space is no longer as expected: reload the page.',
  ),
  'own-space-only': row(
    422,
    'business-rule',
    'Cette action ne concerne que votre propre espace : revenez-y d’abord.',
    'This concerns your own space only: go back to it first.',
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
} as const satisfies Record<string, ErrorRow>;
