import { row, type ErrorRow } from './row.ts';

/** D: what a person writes into their record. */
export const entries = {
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
} as const satisfies Record<string, ErrorRow>;
