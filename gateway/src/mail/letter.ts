import { framed, html } from './html.ts';

export type Language = 'fr' | 'en';

/** What a person is told, before it is known by which way: a mail and a letter on paper are made of the same words. */
export interface Letter {
  subject: string;
  /** A code that the person types somewhere, shown large after its label. */
  code?: { label: string; value: string };
  paragraphs: string[];
  /** Short lines that the person may want to check: a time, a device, a masked address. */
  facts?: string[];
  action?: { label: string; url: string };
  /** What comes after the action. */
  after?: string[];
}

/** A letter as a mail. */
export interface Words {
  subject: string;
  text: string;
  html: string;
}

const greeting = { fr: 'Bonjour,', en: 'Hello,' };
const ending = {
  fr: 'Ce message est automatique : n’y répondez pas. Personne ne vous demandera jamais ce code ni votre mot de passe.',
  en: 'This message is automatic: do not reply. Nobody will ever ask you for this code or your password.',
};
const colon = { fr: ' : ', en: ': ' };

/** Writes a letter as a mail, plain and HTML. */
export const letter = (language: Language, content: Letter): Words => ({
  subject: content.subject,
  text: plain(language, content),
  html: pageOf(language, content),
});

function plain(language: Language, { code, paragraphs, facts = [], action, after = [] }: Letter): string {
  const parts = [
    greeting[language],
    ...(code ? [`${code.label}${colon[language]}${code.value}`] : []),
    ...paragraphs,
    ...(facts.length > 0 ? [facts.map((fact) => `- ${fact}`).join('\n')] : []),
    ...(action ? [`${action.label}${colon[language]}\n${action.url}`] : []),
    ...after,
    `--\nPasserelle\n${ending[language]}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function pageOf(language: Language, { subject, code, paragraphs, facts = [], action, after = [] }: Letter): string {
  const body = [
    html.title(subject),
    html.paragraph(greeting[language]),
    ...(code ? [html.code(`${code.label}${colon[language]}`, code.value)] : []),
    ...paragraphs.map(html.paragraph),
    ...(facts.length > 0 ? [html.list(facts)] : []),
    ...(action ? [html.action(action)] : []),
    ...after.map(html.paragraph),
    html.small(`Passerelle. ${ending[language]}`),
  ];
  return framed(language, subject, body.join('\n'));
}
