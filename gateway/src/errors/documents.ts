import { row, type ErrorRow } from './row.ts';

/** E: a document and its file. */
export const documents = {
  'document-too-large': row(413, 'too-long', 'Le document dépasse {max}.', 'The document is larger than {max}.'),
  'document-type-refused': row(
    415,
    'not-supported',
    'Ce type de fichier n’est pas accepté : jpg, png, pdf, txt, rtf ou tif.',
    'This kind of file is not accepted: jpg, png, pdf, txt, rtf or tif.',
  ),
  'document-content-mismatch': row(
    422,
    'value',
    'Le contenu du fichier n’est pas ce que son nom annonce ({expected}).',
    'The content of the file is not what its name says ({expected}).',
  ),
  'document-unreadable': row(
    422,
    'value',
    'Le fichier est abîmé ou protégé : il ne peut pas être lu.',
    'The file is damaged or protected: it cannot be read.',
  ),
  'document-not-shown': row(
    409,
    'not-supported',
    'Ce fichier ne peut pas être affiché ici : téléchargez-le.',
    'This file cannot be shown here: download it.',
  ),
} as const satisfies Record<string, ErrorRow>;
