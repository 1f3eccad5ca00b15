import type { DocumentCategory } from '@passerelle/fhir-mappings';

/** Words of a file's name or of a subject, and the category (E3) that they tell of. The first that fits. */
const signs: [RegExp, DocumentCategory][] = [
  [/ordonnance|prescription/, 'prescription'],
  [/biolog|analyse|labo|bilan sanguin/, 'biology'],
  [/radio|scanner|irm|echograph|imagerie/, 'imaging'],
  [/vaccin|depistage|prevention/, 'prevention'],
  [/certificat|attestation/, 'certificate'],
  [/facture|devis|admission/, 'administrative'],
];

/** Where a file that came by mail is listed: told by its name, then by the subject; a letter is a report, a mere container is "other". */
export function categoryOf(name: string, subject: string, contentType: string): DocumentCategory {
  for (const text of [name, subject].map(folded)) {
    const found = signs.find(([sign]) => sign.test(text));
    if (found) return found[1];
  }
  return ['application/zip', 'application/octet-stream'].includes(contentType) ? 'other' : 'report';
}

/** A file's name as the name of a document (E2): no ending, no character that is refused there, 50 at most. */
export function documentName(fileName: string): string {
  const name = fileName
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/[@\->?/[*#\]%~+€$!=_\\\u0000-\u001f\u007f-\u009f\ud800-\udfff]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...name].slice(0, 50).join('').trim() || 'Pièce jointe';
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
