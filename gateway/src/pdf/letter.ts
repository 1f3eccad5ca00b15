import type { Language, Letter } from '../mail/letter.ts';
import { writePdf } from './document.ts';

/** Whom a letter on paper goes to: the name, and at most six lines of an address. */
export interface Addressee {
  name: string;
  address: string[];
}

const greeting = { fr: 'Bonjour,', en: 'Hello,' };
const ending = {
  fr: 'Personne ne vous demandera jamais ce code ni votre mot de passe, ni par téléphone, ni par courrier.',
  en: 'Nobody will ever ask you for this code or your password, neither by telephone nor by mail.',
};
const places = { fr: 'fr-FR', en: 'en-GB' };

/** Points from the upper left corner: the window of a French DL envelope (NF Z 11-001: 20 mm from the right, 45 mm from above). */
const envelopeWindow = { x: 300, y: 150 };
/** Where the text begins, below the fold. */
const textFrom = 290;

/** A letter as a page to print: the same values give the same bytes. */
export const letterPdf = (
  content: Letter,
  { language, to, at }: { language: Language; to: Addressee; at: Date },
): Promise<Buffer> =>
  writePdf({ title: content.subject, language, at }, (pdf) => {
    pdf.paragraph('Passerelle');
    pdf.block([to.name, ...to.address.slice(0, 6)], envelopeWindow.x, envelopeWindow.y);
    pdf.moveTo(textFrom);
    pdf.paragraph(dateOf(at, language));
    pdf.heading(content.subject);
    pdf.paragraph(greeting[language]);
    if (content.code) pdf.code(content.code.label, content.code.value);
    for (const paragraph of content.paragraphs) pdf.paragraph(paragraph);
    if (content.facts?.length) pdf.list(content.facts);
    if (content.action) pdf.code(content.action.label, content.action.url);
    for (const paragraph of content.after ?? []) pdf.paragraph(paragraph);
    pdf.paragraph(ending[language], { small: true });
  });

const dateOf = (at: Date, language: Language): string =>
  at.toLocaleDateString(places[language], { timeZone: 'Europe/Paris', dateStyle: 'long' });
