import { encode } from 'uqr';
import type { Language } from '../mail/letter.ts';
import { writePdf } from './document.ts';

/** What a certificate says. */
export interface Certificate {
  kind: 'opposition' | 'closing';
  name: string;
  /** INS matricule, 15 digits. */
  ins: string;
  at: Date;
  /** Verification code, 16 letters and digits. */
  code: string;
  /** The portal's page that confirms it. The code goes behind its `#`, which no server sees or logs. */
  checkUrl: string;
  language: Language;
}

const texts = {
  fr: {
    opposition: {
      title: 'Attestation d’opposition',
      said: 'La personne nommée ci-dessous s’est opposée à l’ouverture de son espace de santé. Aucun espace n’est ouvert à son nom, et personne ne peut y déposer de données.',
    },
    closing: {
      title: 'Attestation de clôture',
      said: 'L’espace de santé de la personne nommée ci-dessous est fermé. Personne n’y a plus accès ; les données sont gardées dix ans, puis détruites.',
    },
    name: 'Nom : ',
    ins: 'Matricule INS : ',
    at: 'Fait le : ',
    code: 'Code de vérification',
    check: 'Pour vérifier cette attestation, saisissez ce code à l’adresse :',
    back: 'Cette décision n’est pas définitive : un nouveau code provisoire permet d’ouvrir l’espace plus tard.',
    pattern: 'Code QR qui mène à la page de vérification de cette attestation',
  },
  en: {
    opposition: {
      title: 'Certificate of objection',
      said: 'The person named below has objected to the opening of their health space. No space is open in their name, and nobody can put anything into it.',
    },
    closing: {
      title: 'Certificate of closing',
      said: 'The health space of the person named below is closed. Nobody has access to it any more; its content is kept for ten years, then destroyed.',
    },
    name: 'Name: ',
    ins: 'INS matricule: ',
    at: 'Made on: ',
    code: 'Verification code',
    check: 'To check this certificate, type this code at:',
    back: 'This decision is not final: with a new provisional code the space can be opened later.',
    pattern: 'QR code that leads to the page where this certificate is checked',
  },
};

/** A3, F5: the proof of an opposition or a closing, as a PDF: the same values give the same bytes. */
export function certificatePdf({ kind, name, ins, at, code, checkUrl, language }: Certificate): Promise<Buffer> {
  const words = texts[language];
  return writePdf({ title: words[kind].title, language, at }, (pdf) => {
    pdf.paragraph('Passerelle');
    pdf.heading(words[kind].title);
    pdf.paragraph(words[kind].said);
    pdf.list([words.name + name, words.ins + spaced(ins), words.at + timeOf(at, language)]);
    pdf.code(words.code, grouped(code));
    pdf.paragraph(words.check);
    pdf.paragraph(checkUrl);
    pdf.pattern(encode(`${checkUrl}#${code}`, { ecc: 'M', border: 2 }).data, 110, words.pattern);
    pdf.paragraph(words.back);
  });
}

/** A NIR as it stands on the card: `2 48 06 35 238 007 30`. */
const spaced = (ins: string): string => ins.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7');
const grouped = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? '';
const timeOf = (at: Date, language: Language): string =>
  at.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', {
    ...{ timeZone: 'Europe/Paris', dateStyle: 'long', timeStyle: 'short' },
  });
