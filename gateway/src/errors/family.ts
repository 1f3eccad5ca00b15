import { row, type ErrorRow } from './row.ts';

/** C: the space of a child, and who represents it. */
export const family = {
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
    'You cannot remove this representative yourself: with a court’s decision, turn to support.',
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
  'representation-ending': row(
    403,
    'forbidden',
    'Votre accès à cet espace prend fin bientôt : l’autre représentant légal peut le fermer ou le rouvrir.',
    'Your access to this space is about to end: the other legal representative can close it or open it again.',
  ),
  'closing-name-wrong': row(
    422,
    'value',
    'Pour fermer cet espace, écrivez le prénom de l’enfant.',
    'To close this space, write the child’s first name.',
  ),
} as const satisfies Record<string, ErrorRow>;
