import { row, type ErrorRow } from './row.ts';

/** G: secure mail, both ways. */
export const messages = {
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
} as const satisfies Record<string, ErrorRow>;
