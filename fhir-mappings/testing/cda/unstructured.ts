import { clinicalDocument, xml, type CdaHeader } from './header.ts';

/** Templates of a French document, and of one with an unstructured body (level N1). */
export const FRENCH = ['2.16.840.1.113883.2.8.2.1', '1.2.250.1.213.1.1.1.1'];
const UNSTRUCTURED = '1.3.6.1.4.1.19376.1.2.20';
const LOINC = '2.16.840.1.113883.6.1';

type Given = Omit<CdaHeader, 'code' | 'title'>;

const inside = (mediaType: string, base64: string): string =>
  `<nonXMLBody><text mediaType="${xml(mediaType)}" representation="B64">${base64.replace(/.{1,76}/g, '$&\n')}</text></nonXMLBody>`;

/** A biology report (LOINC 11502-2), level N1, with a PDF inside. `pdf` is its bytes in base64. */
export const biologyReport = (given: Given, pdf: string): string =>
  clinicalDocument(
    {
      ...given,
      title: 'Compte rendu d’examens biologiques',
      code: { code: '11502-2', system: LOINC, name: 'CR d’examens biologiques' },
    },
    [...FRENCH, UNSTRUCTURED],
    inside('application/pdf', pdf),
  );

/** A discharge letter (LOINC 11490-0), level N1, with its words in plain text. `text` is their UTF-8 in base64. */
export const dischargeLetter = (given: Given, text: string): string =>
  clinicalDocument(
    {
      ...given,
      title: 'Lettre de liaison à la sortie de l’établissement',
      code: { code: '11490-0', system: LOINC, name: 'Lettre de liaison à la sortie' },
    },
    [...FRENCH, UNSTRUCTURED],
    inside('text/plain', text),
  );
